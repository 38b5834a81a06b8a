import Hashing
import XCTest

@testable import Ingest

/// Comparisons that pictures decide.
final class ScannedComparisonTests: XCTestCase {
    private static let original = DrawnPaper(seed: 1).prepared
    private let scan = ComparedPaper(text: "", look: 1, isScan: true)
    private let letter = ComparedPaper.letter(1)

    private func finding(_ a: ComparedPaper, _ b: ComparedPaper, _ drawn: DrawnPaper) throws
        -> DocumentFinding?
    {
        let other = drawn.prepared
        return try [a].finding([b]) { side, _ in side == .a ? Self.original : other }
    }

    func testTheSamePaperIsRescanned() throws {
        let finding = try XCTUnwrap(try finding(letter, scan, DrawnPaper(seed: 1)))
        XCTAssertEqual(finding.verdict, .rescanned)
        XCTAssertGreaterThan(finding.score, 0.9)
    }

    func testAStampMakesAMarkedCopy() throws {
        let drawn = DrawnPaper(seed: 1, isStamped: true)
        let finding = try XCTUnwrap(try finding(scan, scan, drawn))
        XCTAssertEqual(finding.verdict, .markedCopy)
        XCTAssertEqual(finding.pages.first?.places.first?.kind, .addedInB)
    }

    func testAnotherLineIsNoDuplicate() throws {
        let finding = try XCTUnwrap(try finding(scan, scan, DrawnPaper(seed: 1, otherLine: 9)))
        XCTAssertFalse(finding.isDuplicate)
        XCTAssertEqual(finding.pages.first?.places.first?.kind, .replaced)
    }

    func testEqualLettersOnAnotherPictureAreAnEdit() throws {
        var far = letter
        far.noise = 40
        let finding = try XCTUnwrap(try finding(letter, far, DrawnPaper(seed: 1, otherLine: 9)))
        XCTAssertEqual(finding.verdict, .edited)
    }

    func testARecognizedTextWithMistakesRefutesNothing() throws {
        var recognized = letter
        recognized.text = letter.text.replacing("e", with: "c") + " 17"
        recognized.isScan = true
        let finding = try XCTUnwrap(try finding(letter, recognized, DrawnPaper(seed: 1)))
        XCTAssertEqual(finding.verdict, .rescanned)
    }

    func testABadlyEncodedTextGivesWayToThePicture() throws {
        var spoilt = letter
        spoilt.text = letter.text.replacing("e", with: "\u{E9}")
        let same = try XCTUnwrap(try finding(letter, spoilt, DrawnPaper(seed: 1)))
        XCTAssertEqual(same.verdict, .samePages)
        XCTAssertTrue(same.isDuplicate)
        let other = try XCTUnwrap(
            try finding(letter, spoilt, DrawnPaper(seed: 1, otherLine: 9)))
        XCTAssertFalse(other.isDuplicate)
        XCTAssertEqual(other.pages.first?.places.isEmpty, false)
    }

    func testOtherTicksAreLookedFor() throws {
        var (yes, no) = (letter, letter)
        yes.text += " \u{2612} yes \u{2610} no"
        no.text += " \u{2610} yes \u{2610} no"
        let finding = try XCTUnwrap(try finding(yes, no, DrawnPaper(seed: 1, otherLine: 9)))
        XCTAssertFalse(finding.isDuplicate)
    }

    func testScansWithoutPicturesProveNothing() throws {
        let finding = try [scan].finding([scan])
        XCTAssertEqual(finding?.isDuplicate, false)
    }

    func testPicturesOfTwoPagesShowAnotherDocument() throws {
        var asked = 0
        let other = DrawnPaper(seed: 2).prepared
        let scans = (1...5).map { ComparedPaper(text: "", look: $0, isScan: true) }
        _ = try scans.finding(scans) { side, _ in
            asked += 1
            return side == .a ? Self.original : other
        }
        XCTAssertEqual(asked, 4)
    }
}
