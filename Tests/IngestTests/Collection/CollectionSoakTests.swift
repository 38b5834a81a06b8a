import Foundation
import Storage
import StoreTestSupport
import TestSupport
import XCTest

@testable import Ingest

/// Random operations on rows, blobs and collections, each followed by a check of everything.
class CollectionSoakTests: StoreTestCase {
    /// Each operation on PostgreSQL is a few round trips.
    private var operations: Int {
        switch Self.engine {
        case .embedded: 50_000
        case .distributed: 2_500
        }
    }

    func testRandomOperationsLoseNothing() throws {
        for round in 0..<Soak.rounds(short: 1, long: 40) {
            try run(seed: Soak.seed &+ UInt64(round))
        }
    }

    private func run(seed: UInt64) throws {
        let test = try makeTestStore()
        // Its rows name blobs of the model.
        test.breaks(.rowsHaveBlobs, .bytesAreCounted)
        let model = try CollectionModel(test.store.database, seed: seed)
        do {
            for _ in 0..<operations { try model.step() }
            try model.conclude()
        } catch {
            XCTFail("\(error); MUNIMENT_SEED=\(seed)")
        }
        // Each kind of thing has come up, or the run proves little.
        let kinds = [
            "named", "undone", "refused", "dropped", "begun", "finished", "died", "removed",
            "superseded", "backupRunning", "collectionRunning",
        ]
        for kind in kinds {
            XCTAssertGreaterThan(model.counts[kind, default: 0], 5, "\(kind); seed \(seed)")
        }
    }
}
