import PDF
import XCTest

final class LayoutPropertyTests: XCTestCase {
    /// Letters as a multiset: bullets, item numbers and hyphens may go.
    private func letters(_ texts: some Sequence<String>) -> [Character: Int] {
        texts.reduce(into: [:]) { counts, text in
            for letter in text where letter.isLetter {
                counts[letter, default: 0] += 1
            }
        }
    }

    private func makeRandomPage(seed: UInt64) -> (page: LayoutPageMaker, images: [PageImage]) {
        var random = SeededRandom(seed: seed)
        let stock = ["alpha", "Beta", "gam-", "δέλτα", "42", "•", "–", "end.", "中文", "שלום", "x"]
        var page = LayoutPageMaker()
        let columns = Int.random(in: 1...5, using: &random)
        for _ in 0..<Int.random(in: 0...60, using: &random) {
            if Bool.random(using: &random) { page.newBlock() }
            let text = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                stock[Int.random(in: 0..<stock.count, using: &random)]
            }
            page.line(
                text.joined(separator: " "),
                x: 40 + Double(Int.random(in: 0..<columns, using: &random)) * 110,
                y: Double(Int.random(in: 2...60, using: &random)) * 12,
                size: [7, 10, 10, 10, 15][Int.random(in: 0..<5, using: &random)],
                bold: Int.random(in: 0..<5, using: &random) == 0,
                fixed: Int.random(in: 0..<5, using: &random) == 0,
                mark: Int.random(in: 0..<8, using: &random))
        }
        let images = (0..<Int.random(in: 0...4, using: &random)).map { _ in
            PageImage(
                box: Rectangle(
                    x: Double.random(in: 0...500, using: &random),
                    y: Double.random(in: 0...700, using: &random), width: 60, height: 60))
        }
        return (page, images)
    }

    private func makeRandomTree(
        _ random: inout SeededRandom, depth: Int = 0
    ) -> StructureNode {
        let roles: [StructureNode.Role] = [
            .grouping, .paragraph, .heading(0), .heading(3), .list, .listItem, .label, .listBody,
            .table, .tableRow, .tableCell, .tableHeader, .tableSection, .figure, .note, .code,
            .blockQuote, .inline, .caption, .tableOfContents, .tableOfContentsItem, .formula,
        ]
        let role = depth == 0 ? .grouping : roles[Int.random(in: 0..<roles.count, using: &random)]
        let children = (0..<Int.random(in: 1...4, using: &random)).map { _ in
            depth < 6 && Int.random(in: 0..<4, using: &random) > 0
                ? StructureNode.Child.node(makeRandomTree(&random, depth: depth + 1))
                : .markedContent(page: 0, identifier: Int.random(in: 0..<8, using: &random))
        }
        return StructureNode(role: role, children: children)
    }

    func testGeometryLosesAndRepeatsNoLetter() {
        for seed in 0..<300 {
            let (page, images) = makeRandomPage(seed: UInt64(seed))
            let blocks = page.blocks(images: images)
            XCTAssertEqual(
                letters(blocks.map(\.allText)), letters(page.words.map(\.text)), "seed \(seed)")
        }
    }

    func testStructureLosesAndRepeatsNoLetter() {
        for seed in 0..<300 {
            let (page, images) = makeRandomPage(seed: UInt64(seed))
            var random = SeededRandom(seed: UInt64(seed) + 1_000)
            let blocks = page.blocks(images: images, structure: makeRandomTree(&random))
            XCTAssertEqual(
                letters(blocks.map(\.allText)), letters(page.words.map(\.text)), "seed \(seed)")
        }
    }

    func testTextHasEachWordOnce() {
        for seed in 0..<300 {
            let (page, images) = makeRandomPage(seed: UInt64(seed))
            var random = SeededRandom(seed: UInt64(seed) + 1_000)
            let tree = seed % 2 == 0 ? makeRandomTree(&random) : nil
            let result = LayoutAnalysis(
                pageWidth: 600, pageHeight: 800, words: page.words, images: images,
                structure: tree
            ).result()
            XCTAssertEqual(result.wordOrder.sorted(), Array(page.words.indices), "seed \(seed)")
            XCTAssertEqual(
                result.text.split(whereSeparator: \.isWhitespace),
                result.wordOrder.map { page.words[$0].text[...] }, "seed \(seed)")
        }
    }

    func testBoxesThatAreNoNumbersAreSurvived() {
        var page = LayoutPageMaker()
        page.lines(["one two three", "four five six"], x: 50, y: 50)
        let odd = [Double.nan, .infinity, -.infinity, 1e300, -5]
        for (index, value) in odd.enumerated() {
            page.words[index].box.x = value
            page.words[index].box.height = value
            page.words[index].style.fontSize = value
        }
        let images = odd.map {
            PageImage(box: Rectangle(x: $0, y: $0, width: $0, height: $0))
        }
        let text = page.blocks(images: images).map(\.allText).joined()
        XCTAssertEqual(letters([text]), letters(page.words.map(\.text)))
    }

    func testEmptyPageHasNoBlocks() {
        XCTAssertEqual(LayoutPageMaker().blocks(), [])
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same pages in every run.
private struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
