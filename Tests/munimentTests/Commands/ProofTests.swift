import Ingest
import XCTest

@testable import muniment

final class ProofTests: XCTestCase {
    private func makePage(_ page: Int, _ score: Double, words: Int = 0) -> PageFinding {
        PageFinding(
            pageA: page, pageB: page, distance: 0, score: score,
            wordsA: (0..<words).map(String.init))
    }

    func testPagesWithMostDifferencesAreShown() {
        let pages = [makePage(0, 0.9), makePage(1, 0.9, words: 3), makePage(2, 0.1, words: 1)]
        XCTAssertEqual(Proof.mostDifferent(pages)?.pageA, 1)
    }

    func testOfEqualPagesTheLeastAlikeIsShownAndThenTheFirst() {
        XCTAssertEqual(
            Proof.mostDifferent([makePage(0, 0.9), makePage(1, 0.8), makePage(2, 0.8)])?.pageA, 1)
        XCTAssertNil(Proof.mostDifferent([]))
    }
}
