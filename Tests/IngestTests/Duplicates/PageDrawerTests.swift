import Hashing
import Storage
import StoreTestSupport
import XCTest

@testable import Ingest

/// Pictures of pages that comparisons want, and what is kept of them.
class PageDrawerTests: StoreTestCase {
    func testKeptPictureIsNearlyTheDrawnOne() throws {
        let test = try makeTestStore()
        let version = try add("invoice-2026-0417", to: test)
        let drawn = try XCTUnwrap(draw(version, in: test))
        XCTAssertEqual(try test.count("page_pictures"), 1)
        let kept = try XCTUnwrap(drawer(of: version, in: test).picture(0))
        XCTAssertNotEqual(kept, drawn, "it was drawn once more")
        XCTAssertEqual(kept.width, drawn.width)
        let error = zip(kept.luma, drawn.luma).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
        XCTAssertLessThan(Double(error) / Double(drawn.luma.count), 2)
    }

    func testLostPictureIsDrawnAgain() throws {
        let test = try makeTestStore()
        test.breaks(.rowsHaveBlobs)
        let version = try add("invoice-2026-0417", to: test)
        let drawn = try XCTUnwrap(draw(version, in: test))
        try test.store.blobs.remove(keptPicture(in: test))
        XCTAssertEqual(try drawer(of: version, in: test).picture(0), drawn)
    }

    func testKeptPictureIsNoOrphan() throws {
        let test = try makeTestStore()
        test.breaks(.rowsHaveBlobs)
        let version = try add("invoice-2026-0417", to: test)
        _ = try draw(version, in: test)
        XCTAssertEqual(try StoreVerification(store: test.store).run().orphans, [])
        let digest = try keptPicture(in: test)
        try test.store.blobs.remove(digest)
        XCTAssertEqual(
            try StoreVerification(store: test.store).run().missing,
            [.init(digest: digest, use: .picture(of: version.id))])
    }

    func testWithoutAJobNothingIsKept() throws {
        let test = try makeTestStore()
        let version = try add("invoice-2026-0417", to: test)
        XCTAssertNotNil(try test.duplicates.picture(of: version, page: 0))
        XCTAssertEqual(try test.count("page_pictures"), 0)
        XCTAssertEqual(try StoreVerification(store: test.store).run().orphans, [])
    }

    private func add(_ name: String, to test: TestStore) throws -> Version {
        let receipt = try test.add(name)
        try test.readAll()
        return try test.version(receipt)
    }

    /// Draws the first page and keeps it, as a match job does.
    private func draw(_ version: Version, in test: TestStore) throws -> PagePicture? {
        let mark = test.store.referrals.mark()
        let pictures = DrawnPictures()
        let picture = try drawer(of: version, in: test, keepingIn: pictures).picture(0)
        try pictures.makeDurable(in: test.store.blobs)
        try test.store.database.write { db in
            try pictures.write(confirming: test.store.referrals, since: mark, on: db)
        }
        return picture
    }

    private func drawer(
        of version: Version, in test: TestStore, keepingIn drawn: DrawnPictures? = nil
    ) -> PageDrawer {
        DocumentMatcher(
            store: test.store, helpers: TestStore.makeHelpers(), limits: ExtractionLimits(),
            drawn: drawn
        ).drawer(of: version)
    }

    private func keptPicture(in test: TestStore) throws -> Digest {
        let row = try test.store.database.read { db in
            try db.first("SELECT picture FROM page_pictures")
        }
        return try XCTUnwrap(Digest(hex: try XCTUnwrap(row).text("picture")))
    }
}
