import Foundation
import Hashing
import TestSupport
import XCTest

@testable import Storage

final class FileBlobStoreQuarantineTests: XCTestCase {
    private let bytes: [UInt8] = [1, 2, 3]
    private lazy var digest = SHA256.digest(of: bytes)

    private func makeFolder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        addTeardownBlock { _ = folder }
        return folder
    }

    private func path(_ folder: TemporaryFolder) -> String {
        folder.path("blobs/\(digest.hex.prefix(2))/\(digest)")
    }

    private func damage(_ folder: TemporaryFolder) throws {
        try FileManager.default.removeItem(atPath: path(folder))
        try Data([9]).write(to: URL(fileURLWithPath: path(folder)))
    }

    func testBytesAreKept() throws {
        let folder = try makeFolder()
        let store = try FileBlobStore(folder: folder.path)
        try store.put(bytes, durability: .durable)
        try damage(folder)
        XCTAssertTrue(try store.quarantine(digest))
        let kept = try Data(contentsOf: URL(fileURLWithPath: folder.path("quarantine/\(digest)")))
        XCTAssertEqual(kept, Data([9]))
    }

    /// The folders are on the disk before the caller is told: first the new name, then the old.
    func testOrderOfCalls() throws {
        let folder = try makeFolder()
        let calls = RecordingFileCalls(root: folder.path)
        let store = try FileBlobStore(folder: folder.path, calls: calls)
        try store.put(bytes, durability: .durable)
        try damage(folder)
        calls.restart()
        XCTAssertTrue(try store.quarantine(digest))
        let kept = "quarantine/\(digest)"
        let made = calls.calls.drop { $0 != "mkdir quarantine" }
        XCTAssertEqual(
            Array(made),
            [
                "mkdir quarantine", "open .", "fsync .", "lstat \(kept)", "rename \(kept)",
                "lstat \(kept)", "open quarantine", "fsync quarantine",
                "open blobs/\(digest.hex.prefix(2))", "fsync blobs/\(digest.hex.prefix(2))",
            ])
    }

    func testRightBytesThatComeMeanwhileArePutBack() throws {
        let folder = try makeFolder()
        let calls = RecordingFileCalls(root: folder.path)
        let store = try FileBlobStore(folder: folder.path, calls: calls)
        let other = try FileBlobStore(folder: folder.path)
        try store.put(bytes, durability: .durable)
        try damage(folder)
        let healing = bytes
        calls.beforeNextRename { _ = try? other.put(healing, durability: .durable) }
        XCTAssertFalse(try store.quarantine(digest))
        XCTAssertEqual(try store.verify(digest), .intact(byteCount: 3))
        XCTAssertEqual(try store.quarantined(), [])
    }

    func testWhatCannotBeReadIsDamaged() throws {
        let folder = try makeFolder()
        let calls = RecordingFileCalls(root: folder.path)
        let store = try FileBlobStore(folder: folder.path, calls: calls)
        try store.put(bytes, durability: .durable)
        // The status, the opening and its status come before.
        calls.restart(.fails(EIO), at: 3)
        XCTAssertTrue(try store.quarantine(digest))
        XCTAssertEqual(try store.verify(digest), .missing)
    }

    func testWhatIsNoFileIsMovedAndHealed() throws {
        for isFolder in [true, false] {
            let folder = try makeFolder()
            let store = try FileBlobStore(folder: folder.path)
            for isMovedFirst in [true, false] {
                try store.put(bytes, durability: .durable)
                try FileManager.default.removeItem(atPath: path(folder))
                if isFolder {
                    XCTAssertEqual(mkdir(path(folder), 0o700), 0)
                    XCTAssertEqual(mkdir(path(folder) + "/inner", 0o700), 0)
                } else {
                    XCTAssertEqual(symlink("/etc/hostname", path(folder)), 0)
                }
                XCTAssertThrowsError(try store.open(digest)) {
                    XCTAssertEqual(($0 as? StorageError)?.code, .corrupt)
                }
                if isMovedFirst { XCTAssertTrue(try store.quarantine(digest)) }
                try store.put(bytes, durability: .durable)
                XCTAssertEqual(try store.verify(digest), .intact(byteCount: 3))
            }
            XCTAssertEqual(try store.quarantined(), [digest])
        }
    }

    func testAStoreThatIsOnlyReadIsLeftAsItIs() throws {
        let folder = try makeFolder()
        try FileBlobStore(folder: folder.path("full")).put(bytes, durability: .durable)
        try FileManager.default.removeItem(atPath: folder.path("full/incoming"))
        let store = try FileBlobStore(readingFolder: folder.path("full"))
        XCTAssertEqual(try store.openWhole(digest).byteCount, 3)
        XCTAssertEqual(
            try FileManager.default.contentsOfDirectory(atPath: folder.path("full")), ["blobs"])
        XCTAssertThrowsError(try FileBlobStore(readingFolder: folder.path("empty"))) {
            XCTAssertEqual(($0 as? StorageError)?.code, .notFound)
        }
        XCTAssertFalse(FileManager.default.fileExists(atPath: folder.path("empty")))
    }
}
