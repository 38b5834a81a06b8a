import Hashing
import Storage
import StoreTestSupport
import TestSupport
import XCTest

@testable import Ingest

/// What one machine keeps of a bucket says nothing about the bucket.
final class CachedBlobTests: StoreTestCase {
    override class var engine: TestEngine { .distributed }

    /// The same store as another machine opens it, with a cache of its own.
    private func makeNeighbour(of test: TestStore) throws -> TestStore {
        var location = StoreLocation(folder: test.folder.path("neighbour"))
        location.database = test.store.location.database
        location.blobs = test.store.location.blobs
        return TestStore(test.folder, try Store(location: location, creating: true))
    }

    func testBlobThatIsOnlyInTheCacheIsNotConfirmed() throws {
        let test = try makeTestStore()
        let neighbour = try makeNeighbour(of: test)
        let mark = test.store.referrals.mark()
        let blob = try test.store.blobs.put([1], durability: .durable)
        XCTAssertEqual(try neighbour.collect().blobs, 1)
        XCTAssertNoThrow(try test.store.blobs.open(blob.digest))
        XCTAssertThrowsError(try test.register(blob, since: mark)) { error in
            XCTAssertEqual((error as? StorageError)?.code, .busy, "\(error)")
        }
    }

    func testBlobThatIsOnlyInTheCacheIsStoredAgain() throws {
        let test = try makeTestStore()
        let neighbour = try makeNeighbour(of: test)
        for durability in [BlobDurability.deferred, .durable] {
            let bytes = Array("\(durability)".utf8)
            _ = try test.store.blobs.put(bytes, durability: durability)
            XCTAssertEqual(try neighbour.collect().blobs, 1)
            let mark = test.store.referrals.mark()
            let blob = try test.store.blobs.put(bytes, durability: durability)
            try test.store.blobs.makeDurable([blob.digest])
            try test.register(blob, since: mark)
            XCTAssertEqual(try neighbour.store.blobs.byteCount(of: blob.digest), bytes.count)
        }
    }
}
