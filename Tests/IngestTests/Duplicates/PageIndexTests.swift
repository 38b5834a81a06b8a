import Hashing
import Storage
import StoreTestSupport
import TestSupport
import XCTest

@testable import Ingest

class PageIndexTests: StoreTestCase {
    /// What two sample documents have in common is found as by looking at every page.
    func testCandidatesAreThoseOfTheSlowTwin() throws {
        let library = try sampleLibrary()
        var settings = MatchSettings()
        settings.maxCandidates = 1_000
        let index = PageIndex(database: library.test.store.database, settings: settings)
        let all = try read(library)
        for one in all {
            let found = try index.candidates(
                near: one.compared.pages.compactMap(\.signature), in: one.organization,
                except: one.version.id)
            XCTAssertEqual(
                Set(found.map(\.record.version)), Self.slowCandidates(of: one, in: all, settings),
                one.version.fileName)
        }
    }

    func testNearestCandidatesComeFirstAndNoMoreThanAsked() throws {
        let library = try sampleLibrary()
        var settings = MatchSettings()
        settings.maxCandidates = 2
        let index = PageIndex(database: library.test.store.database, settings: settings)
        let one = try read(library, "header-after-junk")
        let found = try index.candidates(
            near: one.compared.pages.compactMap(\.signature), in: one.organization,
            except: one.version.id)
        XCTAssertEqual(found.first?.record.version, try library.version("damaged-xref").id)
        XCTAssertLessThanOrEqual(found.count, 2)
    }

    func testVersionThatAnotherProcessReadsLaterIsFound() throws {
        let test = try makeTestStore()
        test.breaks(.rowsHaveBlobs)
        try test.add("article-two-columns")
        try test.readAll()
        let other = PageIndex(database: test.store.database)
        try other.follow()
        let pages = other.pageCount
        let late = try test.add("article-reexported-grey")
        try test.readAll()
        try other.follow()
        XCTAssertEqual(other.pageCount, 2 * pages)
        let signature = try XCTUnwrap(read(test, late.versionID).compared.pages[0].signature)
        let found = try other.candidates(
            near: [signature], in: test.store.organization, except: late.versionID)
        XCTAssertEqual(found.count, 1)
    }

    /// More records than one statement reads.
    func testAllPagesOfManyRecordsAreReadEachUnderItsOwn() throws {
        let count = 2 * PageEntries.batch + 3
        let test = try makeTestStore()
        test.breaks(.rowsHaveBlobs)
        let hashes = try HashedRecords.insert(count, into: test.store)
        let database = test.store.database
        let records = try IndexedRecord.all(in: database).sorted { $0.record < $1.record }
        let pages = try PageEntries(of: records, minInkShare: 0.002, in: database)
        XCTAssertEqual(records.count, count)
        XCTAssertEqual(pages.plain.map(\.id), pages.plain.map(\.id).sorted())
        let found = pages.plain.reduce(into: [:]) {
            $0[records[PageEntries.slot(of: $1.id)].record] = $1.hash
        }
        XCTAssertEqual(found, hashes)
        XCTAssertEqual(pages.moment.map(\.hash), pages.plain.map(\.hash))
    }

    func testRecordThatWasReplacedIsLetGoAndTheNewOneStays() throws {
        let test = try makeTestStore()
        test.breaks(.rowsHaveBlobs)
        let hash = try XCTUnwrap(HashedRecords.insert(1, into: test.store).values.first)
        let index = PageIndex(database: test.store.database)
        let page = PageSignature(plain: hash, moment: hash, skew: 0, inkShare: 1)
        func found() throws -> [IndexedRecord] {
            try index.candidates(near: [page], in: test.store.organization, except: nil)
                .map(\.record)
        }
        let old = try XCTUnwrap(found().first)
        try test.store.database.write { db in
            try HashedRecords.read(old.version, as: hash, on: db)
        }
        let new = try found()
        XCTAssertEqual(new.map(\.version), [old.version])
        XCTAssertNotEqual(new, [old])
        index.remove(old)
        XCTAssertEqual(try found(), new)
    }

    func testFollowingTwiceTakesNothingTwice() throws {
        let library = try sampleLibrary()
        let index = PageIndex(database: library.test.store.database)
        try index.follow()
        let pages = index.pageCount
        try index.follow()
        XCTAssertEqual(index.pageCount, pages)
    }

    func testPagesOfAnotherOrganizationAreNoCandidates() throws {
        let library = try sampleLibrary()
        let index = PageIndex(database: library.test.store.database)
        let one = try read(library, "damaged-xref")
        XCTAssertEqual(
            try index.candidates(
                near: one.compared.pages.compactMap(\.signature), in: OrganizationID(),
                except: nil),
            [])
    }

    private func read(_ library: SampleLibrary) throws -> [ReadPages] {
        let store = library.test.store
        let ids = try library.names.map { try library.version($0).id }
        return try ids.filter { id in
            try store.database.read { try ReadVersion.find(id, on: $0) } != nil
        }.map { try read(library.test, $0) }
    }

    private func read(_ library: SampleLibrary, _ name: String) throws -> ReadPages {
        try read(library.test, library.version(name).id)
    }

    private func read(_ test: TestStore, _ id: VersionID) throws -> ReadPages {
        let version = try XCTUnwrap(test.store.database.read { try ReadVersion.find(id, on: $0) })
        return ReadPages(
            version: version.version, organization: version.organization,
            compared: try test.store.compared(version))
    }

    private struct ReadPages {
        let version: Version
        let organization: OrganizationID
        let compared: ComparedDocument
    }

    private static func slowCandidates(
        of one: ReadPages, in all: [ReadPages], _ settings: MatchSettings
    ) -> Set<VersionID> {
        func inked(_ version: ReadPages) -> [PageSignature] {
            version.compared.pages.compactMap(\.signature)
                .filter { $0.inkShare >= settings.minInkShare }
        }
        let own = inked(one)
        let near = all.filter { other in
            other.version.id != one.version.id
                && inked(other).contains { page in
                    own.contains {
                        $0.plain.distance(to: page.plain) <= settings.plainRadius
                            || $0.moment.distance(to: page.moment) <= settings.momentRadius
                    }
                }
        }
        return Set(near.map(\.version.id))
    }
}
