import Ingest
import XCTest

@testable import muniment

final class PageMapTests: XCTestCase {
    private func makeFinding(
        _ pages: [(Int, Int)], onlyA: [Int] = [], onlyB: [Int] = [], changed: Set<Int> = []
    ) -> DocumentFinding {
        DocumentFinding(
            verdict: .samePages, score: 0.9,
            pages: pages.map { a, b in
                PageFinding(
                    pageA: a, pageB: b, distance: 0, score: changed.contains(a) ? 0.2 : 1)
            }, onlyA: onlyA, onlyB: onlyB)
    }

    /// `1=1` for a page that stays, `2~5` for one that moved, `3-` and `+4`.
    private func map(_ finding: DocumentFinding) -> String {
        PageMap(finding).rows.map { row in
            switch row {
            case .pair(let page, let isMoved):
                "\(page.pageA)\(isMoved ? "~" : "=")\(page.pageB)"
            case .removed(let page): "\(page)-"
            case .inserted(let page): "+\(page)"
            }
        }.joined(separator: " ")
    }

    private func runs(_ finding: DocumentFinding) -> [String] {
        PageMapRun.runs(of: PageMap(finding)).map {
            $0.cells.joined(separator: " ")
        }
    }

    func testPagesInOrderStay() {
        XCTAssertEqual(map(makeFinding([(0, 0), (1, 1), (2, 2)])), "0=0 1=1 2=2")
    }

    func testPagesOfOneOnlyStandWhereTheyAre() {
        XCTAssertEqual(
            map(makeFinding([(0, 1), (2, 2)], onlyA: [1], onlyB: [0, 3, 4])),
            "+0 0=1 1- 2=2 +3 +4")
    }

    func testOnePageThatWentToTheEndIsTheOnlyOneThatMoved() {
        XCTAssertEqual(map(makeFinding([(0, 3), (1, 0), (2, 1), (3, 2)])), "0~3 1=0 2=1 3=2")
    }

    func testPagesTheOtherWayRoundAllMoveButOne() {
        let moved = map(makeFinding([(0, 2), (1, 1), (2, 0)])).split(separator: "~").count - 1
        XCTAssertEqual(moved, 2)
    }

    /// As many pages as can keep their order: compared with all ways to choose them.
    func testAsFewPagesMoveAsCan() {
        var order = Array(0..<6)
        for seed in 0..<200 {
            order.swapAt(seed % 6, (seed * 7 + seed / 6) % 6)
            let finding = makeFinding(order.enumerated().map { ($0.offset, $0.element) })
            let kept = PageMap(finding).rows.count {
                guard case .pair(_, let isMoved) = $0 else { return false }
                return !isMoved
            }
            XCTAssertEqual(kept, longestRise(order), "\(order)")
        }
    }

    private func longestRise(_ order: [Int]) -> Int {
        (0..<1 << order.count).map { set -> Int in
            let chosen = order.indices.filter { set >> $0 & 1 == 1 }.map { order[$0] }
            return chosen == chosen.sorted() ? chosen.count : 0
        }.max() ?? 0
    }

    func testPagesWithNothingToSayAreOneRow() {
        XCTAssertEqual(
            runs(makeFinding((0..<300).map { ($0, $0) })), ["1–300 1–300 same 1.000"])
    }

    func testChangedPagesHaveARowEach() {
        XCTAssertEqual(
            runs(makeFinding((0..<4).map { ($0, $0) }, changed: [1, 2])),
            ["1 1 same 1.000", "2 2 changed 0.200", "3 3 changed 0.200", "4 4 same 1.000"])
    }

    func testRunsEndWhereEitherDocumentGoesOnElsewhere() {
        XCTAssertEqual(
            runs(makeFinding([(0, 0), (1, 1), (2, 4), (3, 5)], onlyB: [2, 3])),
            ["1–2 1–2 same 1.000", "– 3–4 inserted ", "3–4 5–6 same 1.000"])
    }

    func testPagesAreCountedFromOneWithNeighboursAsRanges() {
        XCTAssertEqual(PageNumbers.text([5, 0, 2, 1]), "1–3, 6")
        XCTAssertEqual(PageNumbers.text([]), "–")
        XCTAssertEqual(PageNumbers.phrase([4]), "page 5")
        XCTAssertEqual(PageNumbers.phrase([4, 5]), "pages 5–6")
    }
}
