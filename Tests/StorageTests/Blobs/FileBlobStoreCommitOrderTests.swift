import Hashing
import Storage
import TestSupport
import XCTest

final class FileBlobStoreCommitOrderTests: XCTestCase {
    private let folder = "blobs/ba"
    private let blob = "blobs/ba/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    private let abc = Array("abc".utf8)

    private func makeStore() throws -> (FileBlobStore, RecordingFileCalls) {
        let folder = try TemporaryFolder()
        addTeardownBlock { _ = folder }
        let calls = RecordingFileCalls(root: folder.path)
        let store = try FileBlobStore(folder: folder.path, calls: calls)
        calls.restart()
        return (store, calls)
    }

    private let upload = [
        "open incoming/*", "flock incoming/*", "fstat incoming/*", "write incoming/*",
        "fchmod incoming/*",
    ]

    func testNewBlobIsSyncedBeforeItIsNamedAndItsFoldersAfter() throws {
        let (store, calls) = try makeStore()
        try store.put(abc, durability: .durable)
        XCTAssertEqual(
            calls.calls,
            upload + [
                "mkdir \(folder)", "fsync incoming/*", "link \(blob)", "unlink incoming/*",
                "open \(folder)", "fsync \(folder)", "open blobs", "fsync blobs",
            ])
    }

    func testExistingBlobIsRenamedOver() throws {
        let (store, calls) = try makeStore()
        try store.put(abc, durability: .durable)
        calls.restart()
        try store.put(abc, durability: .durable)
        XCTAssertEqual(
            calls.calls,
            upload + [
                "mkdir \(folder)", "fsync incoming/*", "link \(blob)", "lstat \(blob)",
                "rename \(blob)", "open \(folder)", "fsync \(folder)",
            ])
    }

    func testFolderMadeByAnotherProcessIsSyncedToo() throws {
        let (store, calls) = try makeStore()
        try store.put(abc, durability: .deferred)
        calls.restart()
        try store.put(abc, durability: .durable)
        XCTAssertEqual(calls.calls.suffix(2), ["open blobs", "fsync blobs"])
    }

    func testDeferredNewBlobIsNotSynced() throws {
        let (store, calls) = try makeStore()
        try store.put(abc, durability: .deferred)
        XCTAssertEqual(
            calls.calls, upload + ["mkdir \(folder)", "link \(blob)", "unlink incoming/*"])
    }

    func testDeferredBlobNeverReplacesAnotherUnsynced() throws {
        let (store, calls) = try makeStore()
        try store.put(abc, durability: .durable)
        calls.restart()
        try store.put(abc, durability: .deferred)
        XCTAssertEqual(
            calls.calls,
            upload + [
                "mkdir \(folder)", "link \(blob)", "fsync incoming/*", "lstat \(blob)",
                "rename \(blob)",
            ])
    }

    func testMakeDurableSyncsEachFileAndEachFolderOnce() throws {
        let (store, calls) = try makeStore()
        let digests = try (0..<600).map {
            try store.put(Array("\($0)".utf8), durability: .deferred).digest
        }
        calls.restart()
        try store.makeDurable(digests)
        let syncs = calls.calls.filter { $0.hasPrefix("fsync ") }
        let folders = Set(digests.map { $0.bytes[0] })
        XCTAssertEqual(syncs.count, 600 + folders.count + 1)
        XCTAssertTrue(syncs.prefix(600).allSatisfy { $0.count > 64 }, "files come first")
        XCTAssertEqual(syncs.last, "fsync blobs")
    }

    func testRemovalIsSynced() throws {
        let (store, calls) = try makeStore()
        let digest = try store.put(abc, durability: .durable).digest
        calls.restart()
        try store.remove(digest)
        XCTAssertEqual(calls.calls, ["unlink \(blob)", "open \(folder)", "fsync \(folder)"])
    }
}
