import Foundation
import Glibc
import Hashing
import Storage
import TestSupport
import XCTest

final class FileBlobStoreTests: XCTestCase {
    private let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 / 3) }

    private func makeFolder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        addTeardownBlock { _ = folder }
        return folder
    }

    private func path(of digest: Digest, in folder: TemporaryFolder) -> String {
        folder.path("blobs/\(digest.hex.prefix(2))/\(digest.hex)")
    }

    private func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try XCTUnwrap((attributes[.posixPermissions] as? NSNumber)?.intValue)
    }

    private func overwrite(_ path: String, with bytes: [UInt8]) throws {
        XCTAssertEqual(chmod(path, 0o600), 0)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    // MARK: - Layout

    func testCoreutilsAgreesWithTheName() throws {
        let folder = try makeFolder()
        let blob = try FileBlobStore(folder: folder.path).put(bytes, durability: .durable)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/sha256sum")
        process.arguments = [path(of: blob.digest, in: folder)]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        XCTAssertEqual(String(decoding: text.prefix(64), as: UTF8.self), blob.digest.hex)
    }

    func testFoldersAreTheOwnersAndBlobsAreReadOnly() throws {
        let folder = try makeFolder()
        let root = folder.path("deep/store")
        let blob = try FileBlobStore(folder: root).put(bytes, durability: .durable)
        let fanOut = "\(root)/blobs/\(blob.digest.hex.prefix(2))"
        for path in [folder.path("deep"), root, "\(root)/blobs", "\(root)/incoming", fanOut] {
            XCTAssertEqual(try mode(path), 0o700, path)
        }
        XCTAssertEqual(try mode("\(fanOut)/\(blob.digest)"), 0o400)
    }

    func testFolderThatIsAFileIsUnavailable() throws {
        let folder = try makeFolder()
        XCTAssertTrue(FileManager.default.createFile(atPath: folder.path("file"), contents: nil))
        XCTAssertThrowsError(try FileBlobStore(folder: folder.path("file"))) {
            XCTAssertEqual(($0 as? StorageError)?.code, .unavailable)
        }
    }

    func testStraysAreReportedAndNotListed() throws {
        let folder = try makeFolder()
        let store = try FileBlobStore(folder: folder.path)
        let digest = try store.put(Array("abc".utf8), durability: .durable).digest
        let upper = digest.hex.uppercased()
        let strays = ["README", "ba/\(upper)", "ba/ba12", "ba/00" + digest.hex.dropFirst(2)]
            .sorted()
        for stray in strays {
            let path = folder.path("blobs/\(stray)")
            XCTAssertTrue(FileManager.default.createFile(atPath: path, contents: nil))
        }
        XCTAssertEqual(mkdir(folder.path("blobs/BA"), 0o700), 0)
        XCTAssertEqual(try store.strays().sorted(), (strays + ["BA"]).sorted())
        var listed: [Digest] = []
        try store.forEach { digest, _ in listed.append(digest) }
        XCTAssertEqual(listed, [digest])
    }

    func testAvailableBytesAreThoseOfTheFileSystem() throws {
        let store = try FileBlobStore(folder: makeFolder().path)
        XCTAssertGreaterThan(try XCTUnwrap(store.availableBytes()), 0)
    }

    // MARK: - Damage

    func testTruncatedBlobIsDamagedUntilItIsStoredAgain() throws {
        let folder = try makeFolder()
        let store = try FileBlobStore(folder: folder.path)
        let digest = try store.put(bytes, durability: .durable).digest
        let rest = Array(bytes.prefix(50_000))
        try overwrite(path(of: digest, in: folder), with: rest)
        XCTAssertEqual(
            try store.verify(digest),
            .damaged(actual: SHA256.digest(of: rest), byteCount: 50_000))
        XCTAssertFalse(try store.put(bytes, durability: .durable).isNew)
        XCTAssertEqual(try store.verify(digest), .intact(byteCount: bytes.count))
    }

    func testFlippedBitIsHealedByADeferredPutToo() throws {
        let folder = try makeFolder()
        let store = try FileBlobStore(folder: folder.path)
        let digest = try store.put(bytes, durability: .durable).digest
        var flipped = bytes
        flipped[77_777] ^= 4
        try overwrite(path(of: digest, in: folder), with: flipped)
        XCTAssertEqual(
            try store.verify(digest),
            .damaged(actual: SHA256.digest(of: flipped), byteCount: bytes.count))
        try store.put(bytes, durability: .deferred)
        XCTAssertEqual(try store.verify(digest), .intact(byteCount: bytes.count))
    }

    func testOpenBlobKeepsItsBytesWhenItIsReplaced() throws {
        let store = try FileBlobStore(folder: makeFolder().path)
        let blob = try store.open(store.put(bytes, durability: .durable).digest)
        try store.put(bytes, durability: .durable)
        XCTAssertEqual(try blob.contents(maxBytes: bytes.count), bytes)
    }

    func testFolderUnderABlobsNameIsCorrupt() throws {
        let folder = try makeFolder()
        let store = try FileBlobStore(folder: folder.path)
        let digest = try store.put([1], durability: .durable).digest
        try store.remove(digest)
        XCTAssertEqual(mkdir(path(of: digest, in: folder), 0o700), 0)
        XCTAssertNil(try store.byteCount(of: digest))
        XCTAssertThrowsError(try store.open(digest)) {
            XCTAssertEqual(($0 as? StorageError)?.code, .corrupt)
        }
    }

    // MARK: - Several stores on one folder

    func testTwoStoresShareTheirBlobs() throws {
        let folder = try makeFolder()
        let first = try FileBlobStore(folder: folder.path)
        let second = try FileBlobStore(folder: folder.path)
        let digest = try first.put(bytes, durability: .durable).digest
        XCTAssertFalse(try second.put(bytes, durability: .durable).isNew)
        try second.remove(digest)
        XCTAssertEqual(try first.verify(digest), .missing)
    }

    func testAbandonedUploadsAreRemovedAndRunningOnesOfOthersKept() throws {
        let folder = try makeFolder()
        let upload = try FileBlobStore(folder: folder.path).beginUpload(maxBytes: 10)
        try upload.write([1])
        try Data([1]).write(to: folder.url.appendingPathComponent("incoming/left"))
        let other = try FileBlobStore(folder: folder.path)
        XCTAssertEqual(try other.removeAbandonedUploads(olderThan: .zero), 1)
        XCTAssertFalse(FileManager.default.fileExists(atPath: folder.path("incoming/left")))
        XCTAssertTrue(try upload.finish(expecting: nil).isNew)
    }

    func testAbandonedUploadsOfTooShortATimeAgoAreKept() throws {
        let folder = try makeFolder()
        let store = try FileBlobStore(folder: folder.path)
        for (name, age) in [("old", 7_200.0), ("young", 60)] {
            try Data([1]).write(to: folder.url.appendingPathComponent("incoming/\(name)"))
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -age)],
                ofItemAtPath: folder.path("incoming/\(name)"))
        }
        XCTAssertEqual(try store.removeAbandonedUploads(olderThan: .seconds(3_600)), 1)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path("incoming"))
        XCTAssertEqual(left, ["young"])
    }

    func testUploadSurvivesItsFileBeingTakenForAbandonedBeforeTheLock() throws {
        let folder = try makeFolder()
        let calls = RecordingFileCalls(root: folder.path)
        let store = try FileBlobStore(folder: folder.path, calls: calls)
        calls.restart(.fails(EWOULDBLOCK), at: 1)
        XCTAssertTrue(try store.put(bytes, durability: .durable).isNew)
        XCTAssertEqual(
            calls.calls.prefix(4),
            ["open incoming/*", "flock incoming/*", "open incoming/*", "flock incoming/*"])
    }

    func testNothingIsLeftInIncoming() throws {
        let folder = try makeFolder()
        let store = try FileBlobStore(folder: folder.path)
        try store.put(bytes, durability: .durable)
        try store.put(bytes, durability: .deferred)
        try store.beginUpload(maxBytes: 10).write([1])
        let refused = try store.beginUpload(maxBytes: 1)
        XCTAssertThrowsError(try refused.write([1, 2]))
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path("incoming"))
        XCTAssertEqual(left, [])
    }

    func testNoDescriptorIsLeftOpen() throws {
        let store = try FileBlobStore(folder: makeFolder().path)
        func openDescriptors() throws -> Int {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        }
        let before = try openDescriptors()
        for _ in 0..<50 {
            let digest = try store.put(bytes, durability: .durable).digest
            XCTAssertEqual(try store.open(digest).byteCount, bytes.count)
            XCTAssertEqual(try store.verify(digest), .intact(byteCount: bytes.count))
            try store.makeDurable([digest])
            try store.removeAbandonedUploads(olderThan: .zero)
        }
        XCTAssertEqual(try openDescriptors(), before)
    }
}
