import Foundation
public import Hashing
public import Storage
import Synchronization
import XCTest

/// What every `BlobStore` has to do, whatever it is built on.
///
/// Each member is one behaviour and makes an empty store of its own. A test class of a store
/// calls each from a test of the same name.
public struct BlobStoreContract {
    private let makeStore: () throws -> any BlobStore
    private let overwrite: (any BlobStore, Digest, [UInt8]) throws -> Void

    /// A suite over stores that are empty, and gone when the test is over. `overwrite` gives a
    /// blob other bytes behind the store's back.
    public init(
        makeStore: @escaping () throws -> any BlobStore,
        overwrite: @escaping (any BlobStore, Digest, [UInt8]) throws -> Void
    ) {
        self.makeStore = makeStore
        self.overwrite = overwrite
    }

    // MARK: - Storing

    /// What is stored in pieces is read back whole, at small and at uneven sizes.
    public func uploadedBytesAreReadBack() throws {
        let store = try makeStore()
        for count in [0, 1, 2, 3, 5, 10, 4_096, (1 << 20) + 1] {
            let bytes = Self.bytes(count, seed: UInt64(count))
            let upload = try store.beginUpload(maxBytes: count)
            for piece in Self.pieces(of: bytes, by: 300_007) { try upload.write(piece) }
            XCTAssertEqual(upload.byteCount, count)
            let blob = try upload.finish(expecting: nil)
            XCTAssertEqual(blob, StoredBlob(digest: .of(bytes), byteCount: count, isNew: true))
            XCTAssertEqual(try store.open(blob.digest).contents(maxBytes: count), bytes)
        }
    }

    /// A blob of small bytes is there as soon as it is put.
    public func putBytesAreReadBack() throws {
        let store = try makeStore()
        for durability in [BlobDurability.durable, .deferred] {
            let bytes = Array("thumbnail, \(durability)".utf8)
            let blob = try store.put(bytes, durability: durability)
            XCTAssertEqual(try store.open(blob.digest).contents(maxBytes: 100), bytes)
        }
    }

    /// Only the first of equal uploads is new.
    public func onlyTheFirstStoreIsNew() throws {
        let store = try makeStore()
        let bytes = Self.bytes(1_000, seed: 1)
        XCTAssertTrue(try store.put(bytes, durability: .durable).isNew)
        XCTAssertFalse(try store.put(bytes, durability: .durable).isNew)
        XCTAssertFalse(try store.put(bytes, durability: .deferred).isNew)
    }

    /// Deferred blobs can be made durable, twice and together with durable ones.
    public func deferredBlobsAreMadeDurable() throws {
        let store = try makeStore()
        let digests = try (0..<20).map {
            try store.put([UInt8($0)], durability: $0 < 15 ? .deferred : .durable).digest
        }
        try store.makeDurable(digests + digests)
        try store.makeDurable([])
        for digest in digests { XCTAssertEqual(try store.byteCount(of: digest), 1) }
    }

    /// What was never put cannot be made durable.
    public func makingAnAbsentBlobDurableThrows() throws {
        let store = try makeStore()
        assertThrows(.notFound) { try store.makeDurable([.of([1])]) }
    }

    /// What was removed cannot be made durable, though it was put.
    public func makingARemovedBlobDurableThrows() throws {
        let store = try makeStore()
        let digest = try store.put([1], durability: .deferred).digest
        try store.remove(digest)
        assertThrows(.notFound) { try store.makeDurable([digest]) }
    }

    // MARK: - Refusing

    /// A limit admits exactly its bytes.
    public func oneByteOverTheLimitIsTooLarge() throws {
        let store = try makeStore()
        let upload = try store.beginUpload(maxBytes: 10)
        try upload.write([UInt8](repeating: 7, count: 10))
        assertThrows(.tooLarge) { try upload.write([7]) }
        assertThrows(.unavailable) { _ = try upload.finish(expecting: nil) }
        XCTAssertNil(try store.byteCount(of: .of([UInt8](repeating: 7, count: 10))))
    }

    /// Bytes that are not those announced are not kept.
    public func anotherDigestThanAnnouncedIsRefused() throws {
        let store = try makeStore()
        let upload = try store.beginUpload(maxBytes: 10)
        try upload.write([1, 2, 3])
        assertThrows(.digestMismatch) { _ = try upload.finish(expecting: .of([1, 2])) }
        XCTAssertNil(try store.byteCount(of: .of([1, 2, 3])))
        XCTAssertNil(try store.byteCount(of: .of([1, 2])))
    }

    /// Bytes with the digest announced are kept.
    public func theAnnouncedDigestIsAccepted() throws {
        let upload = try makeStore().beginUpload(maxBytes: 10)
        try upload.write([1, 2, 3])
        XCTAssertEqual(try upload.finish(expecting: .of([1, 2, 3])).digest, .of([1, 2, 3]))
    }

    /// Cancelled and dropped uploads leave no blob.
    public func unfinishedUploadsLeaveNothing() throws {
        let store = try makeStore()
        let cancelled = try store.beginUpload(maxBytes: 10)
        try cancelled.write([1])
        cancelled.cancel()
        cancelled.cancel()
        try store.beginUpload(maxBytes: 10).write([2])
        try store.forEach { digest, _ in XCTFail("\(digest) was kept") }
    }

    /// An upload that has ended takes nothing more.
    public func anEndedUploadRefusesMore() throws {
        let store = try makeStore()
        let finished = try store.beginUpload(maxBytes: 10)
        _ = try finished.finish(expecting: nil)
        let cancelled = try store.beginUpload(maxBytes: 10)
        cancelled.cancel()
        for upload in [finished, cancelled] {
            assertThrows(.unavailable) { try upload.write([1]) }
            assertThrows(.unavailable) { _ = try upload.finish(expecting: nil) }
        }
    }

    // MARK: - Finding

    /// What was never stored is absent everywhere.
    public func anAbsentBlobIsNotFound() throws {
        let store = try makeStore()
        let digest = Digest.of([1])
        assertThrows(.notFound) { _ = try store.open(digest) }
        XCTAssertNil(try store.byteCount(of: digest))
        XCTAssertEqual(try store.verify(digest), .missing)
    }

    /// A listing gives every blob once, ascending, with its size.
    public func listingIsAscendingAndComplete() throws {
        let store = try makeStore()
        var expected: [(Digest, Int)] = []
        for count in 0..<300 {
            let bytes = Self.bytes(count, seed: 3)
            expected.append((try store.put(bytes, durability: .deferred).digest, count))
        }
        expected.sort { $0.0 < $1.0 }
        var listed: [(Digest, Int)] = []
        try store.forEach { listed.append(($0, $1)) }
        XCTAssertEqual(listed.map(\.0), expected.map(\.0))
        XCTAssertEqual(listed.map(\.1), expected.map(\.1))
        XCTAssertEqual(try store.strays(), [])
    }

    /// An error of the caller ends a listing.
    public func listingEndsWithTheCallersError() throws {
        let store = try makeStore()
        for byte in 0..<5 { try store.put([UInt8(byte)], durability: .deferred) }
        var seen = 0
        XCTAssertThrowsError(
            try store.forEach { _, _ in
                seen += 1
                if seen == 2 { throw CancellationError() }
            }
        ) { XCTAssertTrue($0 is CancellationError) }
        XCTAssertEqual(seen, 2)
    }

    /// A listing may remove what it is shown.
    public func listingMayRemove() throws {
        let store = try makeStore()
        for byte in 0..<50 { try store.put([UInt8(byte)], durability: .deferred) }
        try store.forEach { digest, _ in try store.remove(digest) }
        try store.forEach { digest, _ in XCTFail("\(digest) is still there") }
    }

    /// A blob tells when it was stored, to the second; what is absent tells nothing.
    public func blobsTellWhenTheyWereStored() throws {
        let store = try makeStore()
        let before = Timestamp.now() - .seconds(2)
        for durability in [BlobDurability.durable, .deferred] {
            let digest = try store.put(Array("\(durability)".utf8), durability: durability).digest
            let moment = try XCTUnwrap(store.modifiedAt(of: digest))
            XCTAssertGreaterThan(moment, before)
            XCTAssertLessThan(moment, .now() + .seconds(2))
        }
        XCTAssertNil(try store.modifiedAt(of: .of([1])))
    }

    // MARK: - Removing and checking

    /// A removed blob is absent, and can be removed again and stored again.
    public func removedBlobsAreGone() throws {
        let store = try makeStore()
        let digest = try store.put([1], durability: .durable).digest
        try store.remove(digest)
        try store.remove(digest)
        XCTAssertNil(try store.byteCount(of: digest))
        XCTAssertTrue(try store.put([1], durability: .durable).isNew)
    }

    /// Several blobs are removed together, whether they are there or not.
    public func severalBlobsAreRemovedTogether() throws {
        let store = try makeStore()
        let digests = try (0..<20).map { try store.put([$0], durability: .durable).digest }
        try store.remove([])
        try store.remove(Array(digests.dropLast()) + [.of([99])] + digests.prefix(2))
        XCTAssertNil(try store.byteCount(of: digests[0]))
        try store.forEach { digest, _ in XCTAssertEqual(digest, digests.last) }
    }

    /// A blob that is open outlives its removal.
    public func openBlobsOutliveTheirRemoval() throws {
        let store = try makeStore()
        let blob = try store.open(store.put([1, 2], durability: .durable).digest)
        try store.remove(.of([1, 2]))
        XCTAssertEqual(try blob.contents(maxBytes: 2), [1, 2])
    }

    /// A blob is read whole when it is verified.
    public func anIntactBlobVerifies() throws {
        let store = try makeStore()
        for count in [0, 1, (1 << 20) - 1, 1 << 20, (2 << 20) + 1] {
            let digest = try store.put(Self.bytes(count, seed: 4), durability: .deferred).digest
            XCTAssertEqual(try store.verify(digest), .intact(byteCount: count))
        }
    }

    /// Cleaning up leaves running uploads alone, however old.
    public func cleaningLeavesRunningUploads() throws {
        let store = try makeStore()
        let upload = try store.beginUpload(maxBytes: 10)
        try upload.write([1])
        XCTAssertEqual(try store.removeAbandonedUploads(olderThan: .zero), 0)
        try upload.write([2])
        XCTAssertEqual(try upload.finish(expecting: nil).digest, .of([1, 2]))
        XCTAssertEqual(try store.byteCount(of: .of([1, 2])), 2)
    }

    // MARK: - Damage

    /// Damaged bytes are told from right ones, and never handed to who wants them checked.
    public func damageIsSeen() throws {
        let store = try makeStore()
        let digest = try store.put([1, 2, 3], durability: .durable).digest
        XCTAssertEqual(try store.contents(of: digest, maxBytes: 3), [1, 2, 3])
        XCTAssertEqual(try store.openWhole(digest).byteCount, 3)
        for wrong in [[1, 2, 4], [1, 2], [], [1, 2, 3, 0]] as [[UInt8]] {
            try overwrite(store, digest, wrong)
            XCTAssertEqual(
                try store.verify(digest), .damaged(actual: .of(wrong), byteCount: wrong.count))
            assertThrows(.digestMismatch) { _ = try store.contents(of: digest, maxBytes: 9) }
            assertThrows(.digestMismatch) { _ = try store.openWhole(digest) }
        }
    }

    /// What is damaged is absent once it is in quarantine, and can be stored again; what is right
    /// or absent stays as it is.
    public func onlyDamageIsQuarantined() throws {
        let store = try makeStore()
        let damaged = try store.put([1, 2, 3], durability: .durable).digest
        let right = try store.put([4, 5, 6], durability: .durable).digest
        XCTAssertFalse(try store.quarantine(right))
        XCTAssertFalse(try store.quarantine(.of([9])))
        XCTAssertEqual(try store.quarantined(), [])
        try overwrite(store, damaged, [1, 2, 4])
        XCTAssertTrue(try store.quarantine(damaged))
        XCTAssertFalse(try store.quarantine(damaged))
        XCTAssertEqual(try store.quarantined(), [damaged])
        XCTAssertEqual(try store.verify(damaged), .missing)
        XCTAssertNil(try store.byteCount(of: damaged))
        assertThrows(.notFound) { _ = try store.open(damaged) }
        XCTAssertEqual(try store.verify(right), .intact(byteCount: 3))
        XCTAssertTrue(try store.put([1, 2, 3], durability: .durable).isNew)
        XCTAssertEqual(try store.verify(damaged), .intact(byteCount: 3))
        XCTAssertEqual(try store.strays(), [])
    }

    /// Damage that comes back does not take the place of what is in quarantine.
    public func quarantineKeepsEverything() throws {
        let store = try makeStore()
        for _ in 0..<3 {
            let digest = try store.put([1, 2, 3], durability: .durable).digest
            try overwrite(store, digest, [1, 2, 4])
            XCTAssertTrue(try store.quarantine(digest))
            XCTAssertEqual(try store.quarantined(), [digest])
        }
    }

    // MARK: - Threads

    /// Of threads that store the same bytes, one is told that they are new, and all succeed.
    public func equalBytesFromEightThreadsAreOneBlob() throws {
        let store = try makeStore()
        let bytes = Self.bytes(200_000, seed: 5)
        let new = try Self.onEightThreads { _ in
            let upload = try store.beginUpload(maxBytes: bytes.count)
            for piece in Self.pieces(of: bytes, by: 10_000) { try upload.write(piece) }
            return try upload.finish(expecting: .of(bytes)).isNew
        }
        XCTAssertEqual(new.count, 8)
        XCTAssertEqual(new.count { $0 }, 1)
        XCTAssertEqual(try store.verify(.of(bytes)), .intact(byteCount: bytes.count))
    }

    /// Threads that store different bytes do not disturb one another.
    public func differentBytesFromEightThreadsAreAllKept() throws {
        let store = try makeStore()
        let digests = try Self.onEightThreads { thread in
            try (0..<10).map { round in
                let bytes = Self.bytes(5_000, seed: UInt64(thread * 10 + round))
                return try store.put(bytes, durability: .durable).digest
            }
        }.flatMap(\.self)
        XCTAssertEqual(Set(digests).count, 80)
        for digest in digests {
            XCTAssertEqual(try store.verify(digest), .intact(byteCount: 5_000))
        }
    }

    // MARK: - Making bytes and threads

    private func assertThrows(
        _ code: StorageError.Code, line: UInt = #line, _ body: () throws -> Void
    ) {
        XCTAssertThrowsError(try body(), line: line) {
            XCTAssertEqual(($0 as? StorageError)?.code, code, line: line)
        }
    }

    /// The same bytes for the same seed.
    private static func bytes(_ count: Int, seed: UInt64) -> [UInt8] {
        var state = seed &* 2 &+ 1
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        }
    }

    private static func pieces(of bytes: [UInt8], by count: Int) -> [[UInt8]] {
        stride(from: 0, to: bytes.count, by: count).map {
            Array(bytes[$0..<min($0 + count, bytes.count)])
        }
    }

    /// Runs `body` on eight threads of its own and throws the first error of any.
    private static func onEightThreads<Value: Sendable>(
        _ body: @escaping @Sendable (Int) throws -> Value
    ) throws -> [Value] {
        let results = Mutex<[Result<Value, any Error>]>([])
        let done = DispatchGroup()
        for index in 0..<8 {
            done.enter()
            Thread.detachNewThread {
                let result = Result { try body(index) }
                results.withLock { $0.append(result) }
                done.leave()
            }
        }
        done.wait()
        return try results.withLock { $0 }.map { try $0.get() }
    }
}

extension Digest {
    fileprivate static func of(_ bytes: [UInt8]) -> Digest { SHA256.digest(of: bytes) }
}
