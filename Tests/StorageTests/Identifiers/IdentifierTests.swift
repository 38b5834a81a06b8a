import TestSupport
import XCTest

@testable import Storage

final class IdentifierTests: XCTestCase {
    private enum Letter: IdentifierKind {
        static let prefix = "let"
        static let noun = "letter"
    }

    private enum Parcel: IdentifierKind {
        static let prefix = "par"
        static let noun = "parcel"
    }

    func testANewNameIsReadAgain() {
        let name = Identifier<Letter>()
        XCTAssertEqual(Identifier<Letter>(name.text), name)
        XCTAssertTrue(name.text.hasPrefix("let_"))
        XCTAssertEqual("\(name)", name.text)
    }

    func testAnotherKindsNameIsRefused() {
        XCTAssertNil(Identifier<Parcel>(Identifier<Letter>().text))
        XCTAssertNil(Identifier<Letter>("let_"))
    }

    func testLaterNamesAreGreater() {
        let earlier = Identifier<Letter>(at: Timestamp(microseconds: 1_000))
        let later = Identifier<Letter>(at: Timestamp(microseconds: 2_000))
        XCTAssertLessThan(earlier, later)
    }

    func testARowsNameIsReadByItsKind() throws {
        let folder = try TemporaryFolder()
        let database = try SQLiteDatabase(path: folder.path("test.db"))
        let name = Identifier<Letter>()
        try database.read { db in
            let row = try XCTUnwrap(try db.first("SELECT $1 AS id", [name]))
            XCTAssertEqual(try row.identifier("id", Letter.self), name)
            assertStorageError(.corrupt) { _ = try row.identifier("id", Parcel.self) }
        }
    }
}
