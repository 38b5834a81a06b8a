import XCTest

@testable import Ingest

final class ComparedDocumentsTests: XCTestCase {
    private let kept = ComparedDocuments()

    private func read(_ record: String, _ document: ComparedDocument) -> Bool {
        var isRead = false
        _ = kept.document(of: record) {
            isRead = true
            return document
        }
        return isRead
    }

    func testADocumentIsReadOnce() {
        let letter = ComparedDocument([.letter(1)])
        XCTAssertTrue(read("one", letter))
        XCTAssertFalse(read("one", letter))
        XCTAssertTrue(read("two", letter))
    }

    func testWhatWasNotAskedForLongestGoes() {
        let book = ComparedDocument([.letter(1, words: 90_000)])
        XCTAssertTrue(read("one", book))
        XCTAssertTrue(read("two", book))
        XCTAssertFalse(read("one", book))
        XCTAssertTrue(read("three", book))
        XCTAssertFalse(read("one", book))
        XCTAssertTrue(read("two", book))
    }

    func testWhatCannotBeReadIsThrownAndNotKept() {
        struct Unreadable: Error {}
        XCTAssertThrowsError(try kept.document(of: "one") { throw Unreadable() })
        XCTAssertTrue(read("one", ComparedDocument([.letter(1)])))
    }
}
