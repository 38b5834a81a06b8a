import Storage
import StoreTestSupport
import TestSupport
import XCTest

@testable import Ingest

class RowRangeTests: StoreTestCase {
    private let pages = StoreTable.all.first { $0.name == "pages" } ?? StoreTable("", columns: [])

    /// The numbers of rows in the ranges of all pages of the sample documents.
    private func sizes(_ bounds: RangeBounds) throws -> [Int] {
        try sampleLibrary().test.store.database.read { db in
            var sizes: [Int] = []
            var last: RowKey?
            while let range = try pages.range(after: last, within: bounds, on: db) {
                sizes.append(try pages.rows(in: range, on: db).count)
                XCTAssertEqual(try pages.keys(in: range, on: db).last, range.through)
                last = range.through
            }
            return sizes
        }
    }

    func testRangesCoverAllRowsOnce() throws {
        let count = try sampleLibrary().test.count("pages")
        let sizes = try sizes(RangeBounds(rows: 7))
        XCTAssertEqual(sizes.reduce(0, +), count)
        XCTAssertEqual(Set(sizes.dropLast()), [7])
    }

    func testLargeRowsMakeShortRanges() throws {
        let sizes = try sizes(RangeBounds(rows: 1_000, bytes: 1))
        XCTAssertEqual(Set(sizes), [1])
    }

    func testEmptyTableHasNoRange() throws {
        let test = try makeTestStore()
        let range = try test.store.database.read { db in
            try pages.range(after: nil, within: RangeBounds(), on: db)
        }
        XCTAssertNil(range)
    }
}
