import Hashing
import TestSupport
import XCTest

final class PageAlignmentTests: XCTestCase {
    private let pages = (0..<6).map { PageAlignmentTests.page(seed: UInt64($0 + 1)) }

    func testEqualDocumentsAlignPageByPage() {
        let alignment = PageAlignment(pages, pages)
        XCTAssertEqual(alignment.pairs.map(\.a), Array(0..<6))
        XCTAssertEqual(alignment.pairs.map(\.b), Array(0..<6))
        XCTAssertEqual(alignment.runs, [PageRun(a: 0...5, b: 0...5)])
    }

    func testAnInsertedPageHasNoMatch() {
        let longer = Array(pages[..<2]) + [Self.page(seed: 90)] + Array(pages[2...])
        let alignment = PageAlignment(pages, longer)
        XCTAssertEqual(alignment.onlyB, [2])
        XCTAssertEqual(alignment.runs, [PageRun(a: 0...1, b: 0...1), PageRun(a: 2...5, b: 3...6)])
    }

    func testOneDocumentInsideAnotherIsARun() {
        let alignment = PageAlignment(Array(pages[2...3]), pages)
        XCTAssertEqual(alignment.runs, [PageRun(a: 0...1, b: 2...3)])
        XCTAssertEqual(alignment.onlyB, [0, 1, 4, 5])
    }

    func testAMovedPageIsFoundOutOfOrder() {
        let moved = Array(pages[1...]) + [pages[0]]
        let alignment = PageAlignment(pages, moved)
        XCTAssertEqual(alignment.pairs.map(\.b), [5, 0, 1, 2, 3, 4])
        XCTAssertEqual(alignment.pairs.filter { !$0.isInOrder }.map(\.a), [0])
    }

    func testAlikePagesKeepTheirNumbers() {
        // The second page is a little nearer to the first page's copy.
        let a = [Self.flipped(pages[0], 6), pages[0]]
        let b = [pages[0], Self.flipped(pages[0], 4)]
        XCTAssertEqual(PageAlignment(a, b).pairs.map(\.b), [0, 1])
    }

    func testBlankPagesAreNoEvidence() {
        let blank = PageSignature(
            plain: PageHash(words: .zero), moment: PageHash(words: .zero), skew: 0, inkShare: 0)
        let alignment = PageAlignment([blank, pages[0]], [blank, pages[0]])
        XCTAssertEqual(alignment.pairs.map(\.a), [1])
        XCTAssertEqual(alignment.onlyA, [0])
    }

    func testEmptyDocumentsHaveNoPairs() {
        XCTAssertEqual(PageAlignment([], pages).onlyB, Array(0..<6))
        XCTAssertEqual(PageAlignment([], []).pairs, [])
    }

    func testTheChainIsWorthAsMuchAsTheBestOfAll() {
        for seed in 0..<8 as Range<UInt64> {
            let (a, b) = Self.shuffledCopies(of: pages, seed: seed)
            let distances = PageAlignment(a, b).pairs.filter(\.isInOrder)
            let worth = distances.reduce(0) { $0 + 128 - $1.distance }
            XCTAssertEqual(worth, Self.bestWorth(a[...], b[...]))
        }
    }

    /// Every way to match two documents in order, tried.
    private static func bestWorth(
        _ a: ArraySlice<PageSignature>, _ b: ArraySlice<PageSignature>
    ) -> Int {
        guard let first = a.first else { return 0 }
        var best = bestWorth(a.dropFirst(), b)
        for index in b.indices {
            let distance = first.distance(to: b[index])
            guard distance <= PageSignature.candidateDistance else { continue }
            best = max(best, 128 - distance + bestWorth(a.dropFirst(), b[(index + 1)...]))
        }
        return best
    }

    /// Four pages and five, so that the rule for equal numbers plays no part.
    private static func shuffledCopies(
        of pages: [PageSignature], seed: UInt64
    ) -> ([PageSignature], [PageSignature]) {
        var random = SeededGenerator(seed: seed)
        func copies(_ count: Int) -> [PageSignature] {
            (0..<count).map { _ in
                flipped(
                    pages[Int.random(in: 0..<3, using: &random)],
                    .random(in: 0...30, using: &random))
            }
        }
        return (copies(4), copies(5))
    }

    private static func page(seed: UInt64) -> PageSignature {
        var random = SeededGenerator(seed: seed)
        func words() -> SIMD4<UInt64> {
            SIMD4(random.next(), random.next(), random.next(), random.next())
        }
        return PageSignature(
            plain: PageHash(words: words()), moment: PageHash(words: words()), skew: 0,
            inkShare: 0.1)
    }

    /// The page with some bits of both hashes turned, from the first on.
    private static func flipped(_ page: PageSignature, _ bits: Int) -> PageSignature {
        let mask = SIMD4<UInt64>((1 << UInt64(bits)) - 1, 0, 0, 0)
        return PageSignature(
            plain: PageHash(words: page.plain.words ^ mask),
            moment: PageHash(words: page.moment.words ^ mask), skew: 0, inkShare: 0.1)
    }
}
