import Ingest
import Storage
import StoreTestSupport
import TestSupport
import Worker
import XCTest

@testable import API

class StoreProbesTests: StoreTestCase {
    /// The outcome of one check.
    private func check(
        _ name: String, of test: TestStore, _ change: (inout HealthLimits) -> Void = { _ in }
    ) throws -> HealthCheck {
        var limits = HealthLimits()
        limits.queueFreshness = .zero
        limits.patience = .seconds(20)
        change(&limits)
        let counts = StoreCounts(store: test.store, limits: limits)
        let probes = StoreProbes(store: test.store, limits: limits, census: counts.census)
        return try XCTUnwrap(probes.all.first { $0.name == name }).check()
    }

    private func enqueue(_ kind: String = "other", in test: TestStore) throws {
        let queue = test.store.queue
        _ = try test.store.database.write { db in
            try queue.enqueue(NewJob(kind: kind, tenant: "t", subject: "s"), on: db)
        }
    }

    func testANewStoreIsReady() throws {
        let test = try makeTestStore()
        for name in [
            "database", "migrations", "blobs", "disk_space", "queue", "workers", "sandbox",
        ] {
            let check = try check(name, of: test)
            XCTAssertTrue(check.isOK, "\(check)")
            XCTAssertEqual(check.name, name)
        }
    }

    func testASlowDatabaseIsNotReady() throws {
        let check = try check("database", of: makeTestStore()) { $0.databasePatience = .zero }
        XCTAssertFalse(check.isOK)
    }

    func testAStepOfTheSchemaMayNotBeMissing() throws {
        let test = try makeTestStore()
        try test.store.database.write { db in
            try db.execute("DELETE FROM schema_migrations WHERE id = 'ingest-0003-duplicates'")
        }
        let check = try check("migrations", of: test)
        XCTAssertFalse(check.isOK)
        XCTAssertEqual(check.figures["missing"], 1)
    }

    func testAStepOfANewerVersionIsRefused() throws {
        let test = try makeTestStore()
        try test.store.database.write { db in
            try db.execute(
                "INSERT INTO schema_migrations (id, sha256, applied_at) VALUES ('z', 'z', 0)")
        }
        XCTAssertThrowsError(try check("migrations", of: test))
    }

    func testStoredFilesHaveToBeThere() throws {
        let test = try makeTestStore()
        test.breaks(.rowsHaveBlobs)
        let receipt = try test.add("invoice-2026-0417")
        XCTAssertTrue(try check("blobs", of: test).isOK)
        try test.store.blobs.remove(test.version(receipt).digest)
        XCTAssertFalse(try check("blobs", of: test).isOK)
    }

    func testALongQueueIsNotReady() throws {
        let test = try makeTestStore()
        for _ in 0..<3 { try enqueue(in: test) }
        XCTAssertTrue(try check("queue", of: test) { $0.maxWaitingJobs = 3 }.isOK)
        let long = try check("queue", of: test) { $0.maxWaitingJobs = 2 }
        XCTAssertFalse(long.isOK)
        XCTAssertEqual(long.figures["waiting"], 3)
    }

    func testJobsThatNobodyTakesAreNotReady() throws {
        let test = try makeTestStore()
        try enqueue(in: test)
        XCTAssertTrue(try check("workers", of: test).isOK)
        try makeDueLongAgo(test)
        XCTAssertFalse(try check("workers", of: test).isOK)
        // Somebody else is at work, so the queue moves.
        try enqueue("busy", in: test)
        XCTAssertEqual(try test.store.queue.claim(1, of: ["busy"], for: "w").count, 1)
        XCTAssertTrue(try check("workers", of: test).isOK)
    }

    func testAnOldQueueIsNotReady() throws {
        let test = try makeTestStore()
        try enqueue(in: test)
        try makeDueLongAgo(test)
        XCTAssertFalse(try check("queue", of: test).isOK)
        XCTAssertTrue(try check("queue", of: test) { $0.maxQueueAge = .seconds(1 << 40) }.isOK)
    }

    private func makeDueLongAgo(_ test: TestStore) throws {
        try test.store.database.write { db in try db.execute("UPDATE jobs SET run_at = 1000000") }
    }
}

final class DistributedStoreProbesTests: StoreProbesTests {
    override class var engine: TestEngine { .distributed }
}

final class DiskSpaceTests: XCTestCase {
    func testAFullDiskIsNotReady() throws {
        let test = try TestStore()
        var limits = HealthLimits()
        limits.minFreeBytes = Int.max
        let probes = StoreProbes(store: test.store, limits: limits, census: { [] })
        let check = try XCTUnwrap(probes.all.first { $0.name == "disk_space" }).check()
        XCTAssertFalse(check.isOK)
        XCTAssertGreaterThan(check.figures["free_bytes"] ?? 0, 0)
    }
}
