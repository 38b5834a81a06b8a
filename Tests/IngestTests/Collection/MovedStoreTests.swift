import Storage
import StoreTestSupport
import TestServers
import XCTest

@testable import Ingest

/// Collections in a store whose rows were moved to another database, over the same files.
final class MovedStoreTests: StoreTestCase {
    func testOnlyTheNewDatabaseCollects() throws {
        let source = try makeTestStore()
        try source.add("invoice-2026-0417")
        let orphan = try source.makeOrphan("orphan")
        let plan = try MovePlan(
            from: source.store.location, to: [try PostgreSQLServer.shared().makeDatabase()])
        XCTAssertTrue(try StoreMove(plan, from: source.store).run().isFinished)
        let target = TestStore(source.folder, try Store(location: plan.target, creating: false))
        try target.add("slides-outline")
        assertCollectionThrows(.movedAway) { try source.collect() }
        XCTAssertNotNil(try source.store.blobs.byteCount(of: orphan))
        XCTAssertEqual(try target.collect().blobs, 1)
        XCTAssertTrue(try StoreVerification(store: target.store).run().isSound)
    }
}
