import Storage
import StoreTestSupport
import TestSupport
import XCTest

@testable import Ingest
@testable import Worker

/// What is found once is remembered, and found anew when that is no longer true.
class MatchHandlerTests: StoreTestCase {
    func testFoundPairIsRememberedOnce() throws {
        let test = try makeTestStore()
        let first = try test.add("article-two-columns")
        let second = try test.add("article-reexported-grey")
        try test.readAll()
        XCTAssertEqual(try test.count("matches"), 1)
        let there = try entries(of: first, in: test)
        let back = try entries(of: second, in: test)
        XCTAssertEqual(there.map(\.other), [second.versionID])
        XCTAssertEqual(back.map(\.other), [first.versionID])
        XCTAssertEqual(there.map(\.finding.swapped), back.map(\.finding))
    }

    func testAPairIsComparedOnceUntilOneOfTheTwoIsReadAnew() throws {
        let test = try makeTestStore()
        let first = try test.add("article-two-columns")
        let second = try test.add("article-reexported-grey")
        try test.readAll()
        XCTAssertEqual(try remembered(first, in: test), [second.versionID])
        XCTAssertEqual(try remembered(second, in: test), [first.versionID])
        try test.store.database.write { db in
            try db.execute(
                "UPDATE records SET finished_at = $2 WHERE version_id = $1",
                [second.versionID, Timestamp.now() + .seconds(60)])
        }
        XCTAssertEqual(try remembered(first, in: test), [])
        XCTAssertEqual(try remembered(second, in: test), [])
    }

    private func remembered(_ receipt: Receipt, in test: TestStore) throws -> [VersionID] {
        let read = try XCTUnwrap(
            test.store.database.read { try ReadVersion.find(receipt.versionID, on: $0) })
        let matcher = DocumentMatcher(
            store: test.store, helpers: TestStore.makeHelpers(), limits: ExtractionLimits())
        return try Array(matcher.asked(read).remembered.keys)
    }

    func testFilesOfTheSameBytesAreNotComparedWithEachOther() throws {
        let test = try makeTestStore()
        try test.add("invoice-2026-0417")
        try test.add("invoice-2026-0417")
        try test.readAll()
        XCTAssertEqual(try test.count("matches"), 0)
    }

    func testEveryReadVersionIsMarkedAsLookedFor() throws {
        let library = try sampleLibrary()
        for name in library.names {
            let id = try library.version(name).id
            let read = try library.test.store.database.read { try ReadVersion.find(id, on: $0) }
            guard let read else { continue }
            XCTAssertEqual(read.matchedRevision, DocumentMatcher.revision, name)
            XCTAssertFalse(try MatchHandler.isPending(for: id, in: library.test.store), name)
        }
    }

    func testMatchJobIsPendingUntilItRan() throws {
        let test = try makeTestStore()
        let receipt = try test.add("invoice-2026-0417")
        XCTAssertFalse(try MatchHandler.isPending(for: receipt.versionID, in: test.store))
        let run = try test.claim()
        try test.complete(run, test.makeHandler().run(run))
        XCTAssertEqual(try test.version(receipt).state, .ready)
        XCTAssertTrue(try MatchHandler.isPending(for: receipt.versionID, in: test.store))
    }

    /// A worker that looked before the version was read again must not vouch for it.
    func testWhatWasFoundForAnOlderRecordIsNotKept() throws {
        let test = try makeTestStore()
        let receipt = try test.add("article-two-columns")
        try test.add("article-reexported-grey")
        try test.readAll()
        let version = try test.version(receipt)
        let read = try XCTUnwrap(
            test.store.database.read { try ReadVersion.find(version.id, on: $0) })
        _ = try Reprocessing(store: test.store).retry(version: version)
        try test.readAll()
        let again = try XCTUnwrap(
            test.store.database.read { try ReadVersion.find(version.id, on: $0) })
        XCTAssertNotEqual(again.record, read.record)
        XCTAssertEqual(again.matchedRevision, DocumentMatcher.revision)
        XCTAssertEqual(try entries(of: receipt, in: test).count, 1)
    }

    func testVersionThatNoJobLookedAtIsLookedAtWhenAsked() throws {
        let test = try makeTestStore()
        let first = try test.add("article-two-columns")
        let second = try test.add("article-reexported-grey")
        try test.readAll()
        try test.store.database.write { db in
            try db.execute("DELETE FROM matches")
            try db.execute("UPDATE records SET matched_revision = NULL")
        }
        let matches = try test.duplicates.matches(of: test.version(first))
        XCTAssertEqual(matches.map(\.version.id), [second.versionID])
    }

    private func entries(of receipt: Receipt, in test: TestStore) throws -> [MatchTable.Entry] {
        try test.store.database.read { try MatchTable(db: $0).entries(of: receipt.versionID) }
    }
}
