import Ingest
import Storage
import StoreTestSupport
import XCTest

/// What is in the trash is no duplicate of anything, and is one again when it comes back.
final class TrashedDuplicatesTests: StoreTestCase {
    private func setTrashed(_ document: DocumentID, _ moment: Int?, _ test: TestStore) throws {
        try test.store.database.write { db in
            try db.execute(
                "UPDATE documents SET trashed_at = $2 WHERE id = $1", [document, moment])
        }
    }

    func testTrashIsLeftOutOfAnswers() throws {
        let test = try makeTestStore()
        let kept = try test.add("article-two-columns")
        let copy = try test.add("article-two-columns")
        let form = try test.add("article-reexported-grey")
        try test.readAll()
        let version = try test.version(kept)
        XCTAssertEqual(try test.duplicates.matches(of: version).count, 2)
        XCTAssertEqual(try test.store.knownDuplicates(of: version)?.count, 2)
        for gone in [copy, form] { try setTrashed(gone.documentID, 1, test) }
        XCTAssertEqual(try test.duplicates.matches(of: version).count, 0)
        XCTAssertEqual(try test.store.knownDuplicates(of: version)?.count, 0)
        XCTAssertEqual(try test.duplicates.clusters().count, 0)
        XCTAssertEqual(
            try test.store.catalog.newest(limit: 10).map(\.id), [kept.documentID])
        try setTrashed(form.documentID, nil, test)
        XCTAssertEqual(
            try test.duplicates.matches(of: version).map(\.document.id), [form.documentID])
    }

    func testNothingIsLinkedToTheTrash() throws {
        let test = try makeTestStore(arrivals: .link)
        let first = try test.add("article-two-columns")
        try test.readAll()
        try setTrashed(first.documentID, 1, test)
        let second = try test.add("article-two-columns")
        XCTAssertNil(second.sameBytesAs)
        // Of two that are read at once, neither need find the other.
        try test.readAll()
        let form = try test.add("article-reexported-grey")
        try test.readAll()
        XCTAssertEqual(try test.version(second).documentID, second.documentID)
        XCTAssertEqual(try test.version(form).documentID, second.documentID)
    }
}
