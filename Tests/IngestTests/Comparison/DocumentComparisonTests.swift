import Hashing
import TestSupport
import XCTest

@testable import Ingest

final class DocumentComparisonTests: XCTestCase {
    private let letter = ComparedPaper.letter(1, number: "4711")
    private let annex = ComparedPaper.letter(2, number: "4712")
    private let report = ComparedPaper.letter(3, number: "4713")

    func testTheSameBytesAreTheSame() throws {
        let document = ComparedDocument([letter, annex])
        let finding = try XCTUnwrap(try document.finding(document))
        XCTAssertEqual(finding.verdict, .sameBytes)
        XCTAssertEqual(finding.pages.map(\.pageB), [0, 1])
    }

    func testTheSameTextAndLookAreTheSamePages() throws {
        let finding = try XCTUnwrap(try [letter, annex].finding([letter, annex]))
        XCTAssertEqual(finding.verdict, .samePages)
        XCTAssertGreaterThan(finding.score, 0.99)
    }

    func testTextsThatDecideNeedNoPicture() throws {
        let otherNumber = ComparedPaper.letter(1, number: "9999")
        for paper in [letter, otherNumber] {
            _ = try [letter].finding([paper]) { _, _ in
                XCTFail("asked for a picture")
                return nil
            }
        }
    }

    func testAnotherNumberMakesASibling() throws {
        let finding = try XCTUnwrap(
            try [letter].finding([ComparedPaper.letter(1, number: "4811")]))
        XCTAssertEqual(finding.verdict, .templateSibling)
        XCTAssertFalse(finding.isDuplicate)
        XCTAssertEqual(finding.pages.map(\.wordsA), [["4711"]])
        XCTAssertEqual(finding.pages.map(\.wordsB), [["4811"]])
    }

    func testPartsThatDifferAreShownWithWhatTheyArePartOf() throws {
        let finding = try XCTUnwrap(
            try [ComparedPaper.letter(1, number: "2026-04/17")]
                .finding([ComparedPaper.letter(1, number: "2026-05/18")]))
        XCTAssertEqual(finding.pages.map(\.wordsA), [["2026-04/17"]])
        XCTAssertEqual(finding.pages.map(\.wordsB), [["2026-05/18"]])
    }

    func testAnotherWordMakesAnEdit() throws {
        var edited = letter
        edited.text = edited.text.replacing(letter.words[20], with: "otherwise")
        let finding = try XCTUnwrap(try [letter].finding([edited]))
        XCTAssertEqual(finding.verdict, .edited)
        XCTAssertFalse(finding.isDuplicate)
        XCTAssertEqual(finding.pages.map(\.wordsA), [[letter.words[20]]])
    }

    func testOneNumberInALongTextIsAnEdit() throws {
        let first = ComparedPaper.letter(5, words: 400, number: "10")
        let second = ComparedPaper.letter(5, words: 400, number: "11")
        XCTAssertEqual(try [first].finding([second])?.verdict, .edited)
    }

    func testAddedWordsAreAMark() throws {
        var stamped = letter
        stamped.text = "Received 2024 " + stamped.text
        let finding = try XCTUnwrap(try [letter].finding([stamped]))
        XCTAssertEqual(finding.verdict, .markedCopy)
        XCTAssertTrue(finding.isDuplicate)
        XCTAssertEqual(finding.pages.map(\.wordsB), [["Received", "2024"]])
    }

    func testADocumentInsideAnotherIsContained() throws {
        let finding = try XCTUnwrap(try [annex].finding([letter, annex, report]))
        XCTAssertEqual(finding.verdict, .containsPages)
        XCTAssertTrue(finding.isDuplicate)
        XCTAssertEqual(finding.pages.map(\.pageB), [1])
        XCTAssertEqual(finding.onlyB, [0, 2])
    }

    func testPagesInAnotherOrderAreContained() throws {
        let finding = try XCTUnwrap(
            try [letter, annex, report].finding([report, letter, annex]))
        XCTAssertEqual(finding.verdict, .containsPages)
        XCTAssertTrue(finding.isDuplicate)
        XCTAssertEqual(finding.pages.map(\.pageB), [1, 2, 0])
    }

    func testAPageInCommonMakesNoDuplicate() throws {
        let finding = try XCTUnwrap(try [letter, annex].finding([letter, report]))
        XCTAssertEqual(finding.verdict, .containsPages)
        XCTAssertFalse(finding.isDuplicate)
    }

    func testMostPagesInCommonMakeADuplicate() throws {
        let other = ComparedPaper.letter(4, number: "4714")
        let finding = try XCTUnwrap(
            try [letter, annex, report].finding([other, letter, annex]))
        XCTAssertEqual(finding.verdict, .containsPages)
        XCTAssertTrue(finding.isDuplicate)
        XCTAssertEqual(finding.onlyA, [2])
        XCTAssertEqual(finding.onlyB, [0])
    }

    func testWhatNoTextRefutesRanksAboveWhatDiffers() throws {
        let scan = ComparedPaper(text: "", look: 1, noise: 40, isScan: true)
        let unproved = try XCTUnwrap(
            try [letter].finding([scan]) { side, _ in
                DrawnPaper(seed: 1, otherLine: side == .a ? 3 : nil).prepared
            })
        let sibling = try XCTUnwrap(
            try [letter].finding([ComparedPaper.letter(1, number: "4811")]))
        XCTAssertFalse(unproved.isDuplicate)
        XCTAssertGreaterThan(unproved.score, 0.05)
        XCTAssertLessThan(sibling.score, 0.05)
    }

    func testAScanUnderANumberIsEvidence() throws {
        let scan = ComparedPaper(text: "", isScan: true)
        let numbered = ComparedPaper(text: "ABC0000017", isScan: true)
        let finding = try XCTUnwrap(
            try [scan].finding([numbered]) { _, _ in DrawnPaper(seed: 1).prepared })
        XCTAssertTrue(finding.isDuplicate)
    }

    func testAReplacedPageMakesAnotherDocument() throws {
        let replaced = ComparedPaper.letter(2, number: "9999")
        let finding = try XCTUnwrap(
            try [letter, annex, report].finding([letter, replaced, report]))
        XCTAssertFalse(finding.isDuplicate)
        XCTAssertLessThan(try XCTUnwrap(finding.pages.map(\.score).min()), 0.5)
    }

    func testLookAlikePagesAreMatchedByTheirTexts() throws {
        var (first, second) = (letter, annex)
        (first.look, second.look) = (7, 7)
        let finding = try XCTUnwrap(try [first, second].finding([second, first]))
        XCTAssertEqual(finding.pages.map(\.pageB), [1, 0])
    }

    func testHeadedLookAlikePagesAreMatchedByTheirTexts() throws {
        var (first, second) = (letter, annex)
        (first.look, second.look) = (7, 7)
        let headed = [first, second].map { paper in
            var paper = paper
            paper.text = "Received 2024 " + paper.text
            return paper
        }
        let finding = try XCTUnwrap(try headed.finding([second, first]))
        XCTAssertEqual(finding.pages.map(\.pageB), [1, 0])
        XCTAssertTrue(finding.isDuplicate)
    }

    func testSparsePagesAreNoEvidence() throws {
        let cover = ComparedPaper(text: "Annual report of the company", look: 4)
        XCTAssertNil(try [cover].finding([cover]))
        XCTAssertNil(try [cover, letter].finding([cover, annex]))
    }

    func testBlankPagesAreNoEvidenceAndNoDifference() throws {
        let blank = ComparedPaper(text: "", look: 4, ink: 0.0001)
        XCTAssertNil(try [blank].finding([blank]))
        let finding = try XCTUnwrap(try [letter, blank].finding([letter, blank]))
        XCTAssertEqual(finding.verdict, .samePages)
        XCTAssertEqual(finding.onlyA, [])
        XCTAssertEqual(try [letter, blank].finding([letter])?.verdict, .samePages)
    }

    func testUnlikePagesAreNothing() throws {
        XCTAssertNil(try [letter].finding([report]))
        XCTAssertNil(try ComparedDocument([]).finding(ComparedDocument([letter])))
    }

    func testExchangedDocumentsGiveTheSameExchanged() throws {
        var stamped = annex
        stamped.text += " Received 2024"
        let (a, b) = (
            ComparedDocument([letter, annex, report]), ComparedDocument([stamped, letter])
        )
        XCTAssertEqual(try a.finding(b), try b.finding(a)?.swapped)
    }
}
