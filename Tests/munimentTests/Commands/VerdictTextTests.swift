import Ingest
import XCTest

@testable import muniment

final class VerdictTextTests: XCTestCase {
    private func text(
        _ verdict: DuplicateVerdict, _ pages: [(Int, Int)], onlyA: [Int] = [], onlyB: [Int] = []
    ) -> String {
        DocumentFinding(
            verdict: verdict, score: 0.9,
            pages: pages.map { PageFinding(pageA: $0, pageB: $1, distance: 0, score: 1) },
            onlyA: onlyA, onlyB: onlyB
        ).verdictText
    }

    func testPagesInCommonAreNamedFromTheSideOfTheOneAskedAbout() {
        XCTAssertEqual(
            text(.containsPages, [(0, 2), (1, 3)], onlyB: [0, 1, 4]), "is pages 3–4 of it")
        XCTAssertEqual(
            text(.containsPages, [(2, 0), (3, 1)], onlyA: [0, 1]), "contains it, as pages 3–4")
        XCTAssertEqual(
            text(.containsPages, [(2, 0)], onlyA: [0], onlyB: [1]), "contains page 1 of it")
        XCTAssertEqual(
            text(.containsPages, [(0, 1), (1, 0)]), "same pages, in another order")
    }

    func testEveryVerdictHasItsOwnWords() {
        let texts = DuplicateVerdict.allCases.map(\.text)
        XCTAssertEqual(Set(texts).count, texts.count)
    }

    func testOnlyFormsOfOneDocumentAreDuplicates() {
        for verdict in DuplicateVerdict.allCases {
            let finding = DocumentFinding(
                verdict: verdict, score: 0.9, pages: [], onlyA: [], onlyB: [])
            XCTAssertEqual(
                finding.isDuplicate(from: 0.5), ![.edited, .templateSibling].contains(verdict))
            XCTAssertFalse(finding.isDuplicate(from: 0.95))
        }
    }

    func testScoresHaveThreeDigitsAndOnlyTheWholeIsOne() {
        XCTAssertEqual(
            [0, 0.0004, 0.0306, 0.5, 0.9999, 1].map(ScoreText.of),
            ["0.000", "0.000", "0.031", "0.500", "0.999", "1.000"])
    }
}
