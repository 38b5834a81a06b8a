import Hashing
import StoreTestSupport
import TestSupport
import XCTest

@testable import Ingest

/// Files that were never stored, pairs and pictures on demand.
class DuplicateFileTests: StoreTestCase {
    func testFileIsComparedWithoutBeingStored() throws {
        let test = try makeTestStore()
        let stored = try test.add("article-two-columns")
        try test.readAll()
        let matches = try test.duplicates.matches(
            ofFile: SampleDocuments.path("article-reexported-grey"))
        XCTAssertEqual(matches.map(\.version.id), [stored.versionID])
        XCTAssertEqual(matches.map(\.finding.verdict), [.samePages])
        XCTAssertEqual(try test.count("versions"), 1)
    }

    func testFileOfTheSameBytesIsFoundEvenWhereItCannotBeRead() throws {
        let test = try makeTestStore()
        let stored = try test.add("unreadable")
        let matches = try test.duplicates.matches(ofFile: SampleDocuments.path("unreadable"))
        XCTAssertEqual(matches.map(\.version.id), [stored.versionID])
        XCTAssertEqual(matches.map(\.finding.verdict), [.sameBytes])
    }

    func testFileThatIsNoPDFIsRefused() throws {
        let test = try makeTestStore()
        let path = try test.makeFile(Array("hello".utf8))
        XCTAssertThrowsError(try test.duplicates.matches(ofFile: path))
        XCTAssertThrowsError(try test.duplicates.matches(ofFile: "/nowhere/at-all.pdf")) { error in
            XCTAssertEqual((error as? IntakeError)?.code, .unreadable)
        }
    }

    func testTwoVersionsAreComparedInTheGivenOrder() throws {
        let library = try sampleLibrary()
        let extract = try library.version("register-extract")
        let book = try library.version("register-300-pages")
        let there = try library.test.duplicates.compare(extract, book)
        let back = try library.test.duplicates.compare(book, extract)
        XCTAssertEqual(there?.pages.map(\.pageB), Array(119..<127))
        XCTAssertEqual(back?.pages.map(\.pageA), Array(119..<127))
    }

    func testPictureOfAPageIsAsLargeAsComparisonsWant() throws {
        let library = try sampleLibrary()
        let version = try library.version("article-two-columns")
        let picture = try XCTUnwrap(library.test.duplicates.picture(of: version, page: 1))
        XCTAssertEqual(max(picture.width, picture.height), PreparedPage.rasterSide)
        XCTAssertEqual(picture.luma.count, picture.width * picture.height)
        XCTAssertTrue(picture.luma.contains { $0 < 64 } && picture.luma.contains { $0 > 192 })
    }

    func testPageThatIsNotThereHasNoPicture() throws {
        let library = try sampleLibrary()
        let version = try library.version("article-two-columns")
        XCTAssertNil(try library.test.duplicates.picture(of: version, page: 99))
        XCTAssertNil(
            try library.test.duplicates.picture(of: library.version("unreadable"), page: 0))
    }
}
