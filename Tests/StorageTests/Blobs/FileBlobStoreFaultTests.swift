// Every file call of the commit path fails once, in each of the ways that matter, and the disk
// stays full from each call on.
import Foundation
import Glibc
import Hashing
import Storage
import TestSupport
import XCTest

final class FileBlobStoreFaultTests: XCTestCase {
    private let bytes = (0..<30_000).map { UInt8(truncatingIfNeeded: $0 / 7) }

    private struct Setting {
        let folder: TemporaryFolder
        let calls: RecordingFileCalls
        let store: FileBlobStore

        init() throws {
            folder = try TemporaryFolder()
            calls = RecordingFileCalls(root: folder.path)
            store = try FileBlobStore(folder: folder.path, calls: calls)
        }

        var incoming: [String] {
            get throws {
                try FileManager.default.contentsOfDirectory(atPath: folder.path("incoming"))
            }
        }
    }

    private func upload(to store: FileBlobStore) throws -> StoredBlob {
        let upload = try store.beginUpload(maxBytes: bytes.count)
        try upload.write(Array(bytes[..<10_000]))
        try upload.write(Array(bytes[10_000...]))
        return try upload.finish(expecting: nil)
    }

    /// How many calls an upload makes, over nothing or over the same blob.
    private func callCount(overExisting: Bool) throws -> Int {
        let setting = try Setting()
        if overExisting { _ = try upload(to: setting.store) }
        setting.calls.restart()
        _ = try upload(to: setting.store)
        return setting.calls.calls.count
    }

    private func assertSurvivesFaults(
        _ fault: RecordingFileCalls.Fault, count: Int = 1, expected: StorageError.Code,
        overExisting: Bool
    ) throws {
        for index in 0..<(try callCount(overExisting: overExisting)) {
            let setting = try Setting()
            if overExisting { _ = try upload(to: setting.store) }
            setting.calls.restart(fault, at: index, count: count)
            XCTAssertThrowsError(try upload(to: setting.store), "call \(index)") {
                XCTAssertEqual(($0 as? StorageError)?.code, expected, "call \(index)")
            }
            let failed = setting.calls.calls
            setting.calls.restart()
            XCTAssertEqual(try setting.incoming, [], "after \(failed)")
            if overExisting {
                let digest = SHA256.digest(of: bytes)
                XCTAssertEqual(
                    try setting.store.verify(digest), .intact(byteCount: bytes.count))
            }
            let blob = try upload(to: setting.store)
            XCTAssertEqual(
                try setting.store.verify(blob.digest), .intact(byteCount: bytes.count))
        }
    }

    func testInputOutputErrorAtEveryCallOfANewBlob() throws {
        try assertSurvivesFaults(.fails(EIO), expected: .inputOutput, overExisting: false)
    }

    func testInputOutputErrorAtEveryCallOverAnExistingBlob() throws {
        try assertSurvivesFaults(.fails(EIO), expected: .inputOutput, overExisting: true)
    }

    func testFullDiskAtEveryCallOfANewBlob() throws {
        try assertSurvivesFaults(.fails(ENOSPC), expected: .noSpace, overExisting: false)
    }

    func testFullDiskAtEveryCallOverAnExistingBlob() throws {
        try assertSurvivesFaults(.fails(ENOSPC), expected: .noSpace, overExisting: true)
    }

    func testDiskThatStaysFullFromEveryCallOfANewBlob() throws {
        try assertSurvivesFaults(
            .isOutOfSpace, count: 1_000, expected: .noSpace, overExisting: false)
    }

    func testDiskThatStaysFullFromEveryCallOverAnExistingBlob() throws {
        try assertSurvivesFaults(
            .isOutOfSpace, count: 1_000, expected: .noSpace, overExisting: true)
    }

    func testInterruptionAtEveryCallIsNotNoticed() throws {
        for index in 0..<(try callCount(overExisting: false)) {
            let setting = try Setting()
            setting.calls.restart(.fails(EINTR), at: index, count: 3)
            let blob = try upload(to: setting.store)
            XCTAssertEqual(blob.digest, SHA256.digest(of: bytes))
            XCTAssertEqual(
                try setting.store.verify(blob.digest), .intact(byteCount: bytes.count))
        }
    }

    func testShortWritesAreCompleted() throws {
        let setting = try Setting()
        setting.calls.restart(.isShort, count: 1_000)
        let blob = try upload(to: setting.store)
        XCTAssertGreaterThan(setting.calls.calls.count { $0.hasPrefix("write") }, 10)
        setting.calls.restart()
        XCTAssertEqual(try setting.store.verify(blob.digest), .intact(byteCount: bytes.count))
    }

    func testFullDiskErrorSaysWhatToDo() throws {
        let setting = try Setting()
        setting.calls.restart(.fails(ENOSPC))
        XCTAssertThrowsError(try setting.store.put([1], durability: .durable)) {
            XCTAssertTrue("\($0)".contains("free some space"), "\($0)")
            XCTAssertTrue("\($0)".contains("open: No space left on device (28)"), "\($0)")
        }
    }

    func testFailedSyncOfDeferredBlobsIsNotAcknowledged() throws {
        let setting = try Setting()
        let digest = try setting.store.put([1], durability: .deferred).digest
        setting.calls.restart()
        try setting.store.makeDurable([digest])
        for index in setting.calls.calls.indices {
            let other = try Setting()
            try other.store.put([1], durability: .deferred)
            other.calls.restart(.fails(EIO), at: index)
            XCTAssertThrowsError(try other.store.makeDurable([digest]), "call \(index)")
            other.calls.restart()
            XCTAssertNoThrow(try other.store.makeDurable([digest]))
        }
    }

    func testOpeningAStoreFailsAtEveryCallAndThenWorks() throws {
        let root = try TemporaryFolder()
        let calls = RecordingFileCalls(root: root.path)
        _ = try FileBlobStore(folder: root.path("a/b"), calls: calls)
        for index in calls.calls.indices {
            let folder = root.path("c\(index)/d")
            calls.restart(.fails(EIO), at: index)
            XCTAssertThrowsError(try FileBlobStore(folder: folder, calls: calls), "call \(index)")
            calls.restart()
            XCTAssertNoThrow(try FileBlobStore(folder: folder, calls: calls))
        }
    }

    func testFileSystemsWithoutHardLinksWorkByRenaming() throws {
        for durability in [BlobDurability.durable, .deferred] {
            let setting = try Setting()
            setting.calls.restart()
            try setting.store.put([1], durability: durability)
            let link = try XCTUnwrap(setting.calls.calls.firstIndex { $0.hasPrefix("link") })
            let digest = SHA256.digest(of: [1])
            try setting.store.remove(digest)
            setting.calls.restart(.fails(EPERM), at: link)
            XCTAssertTrue(try setting.store.put([1], durability: durability).isNew)
            let calls = setting.calls.calls
            XCTAssertEqual(calls.count { $0 == "fsync incoming/*" }, 1, "\(durability)")
            XCTAssertEqual(try setting.store.verify(digest), .intact(byteCount: 1))
        }
    }
}
