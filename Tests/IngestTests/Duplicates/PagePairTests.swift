import TestSupport
import XCTest

@testable import Ingest

final class PagePairTests: XCTestCase {
    func testNearestPairTakesItsPages() {
        let pairs = [
            PagePair(page: 0, otherPage: 0, distance: 9),
            PagePair(page: 0, otherPage: 1, distance: 2),
            PagePair(page: 1, otherPage: 1, distance: 5),
            PagePair(page: 1, otherPage: 0, distance: 7),
        ]
        XCTAssertEqual(
            PagePair.oneToOne(pairs),
            [
                PagePair(page: 0, otherPage: 1, distance: 2),
                PagePair(page: 1, otherPage: 0, distance: 7),
            ])
    }

    func testMapIsThatOfTheSlowTwin() {
        var generator = SeededGenerator(seed: 10)
        for _ in 0..<500 {
            let side = Int.random(in: 1...7, using: &generator)
            let pairs = (0..<side * side).filter { _ in .random(using: &generator) }.map { cell in
                PagePair(
                    page: cell / side, otherPage: cell % side,
                    distance: Int.random(in: 0...6, using: &generator))
            }
            XCTAssertEqual(
                PagePair.oneToOne(pairs.shuffled(using: &generator)), Self.slowMap(pairs))
        }
    }

    /// Takes the nearest pair that is left, strikes its pages out, and starts again.
    private static func slowMap(_ pairs: [PagePair]) -> [PagePair] {
        var left = pairs
        var map: [PagePair] = []
        while let nearest = left.min(by: {
            ($0.distance, $0.page, $0.otherPage) < ($1.distance, $1.page, $1.otherPage)
        }) {
            map.append(nearest)
            left.removeAll { $0.page == nearest.page || $0.otherPage == nearest.otherPage }
        }
        return map.sorted { $0.page < $1.page }
    }

    func testScoreIsTheShareOfPagesByNearness() {
        let exact = PagePair(page: 0, otherPage: 0, distance: 0)
        let near = PagePair(page: 1, otherPage: 1, distance: 64)
        XCTAssertEqual(PagePair.score([exact, near], pages: 4), 1.75 / 4)
        XCTAssertEqual(PagePair.score([], pages: 4), 0)
        XCTAssertEqual(PagePair.score([], pages: 0), 0)
    }

    func testScoreOfOtherBytesIsLessThanOne() {
        let exact = PagePair(page: 0, otherPage: 0, distance: 0)
        XCTAssertLessThan(PagePair.score([exact], pages: 1), 1)
    }
}
