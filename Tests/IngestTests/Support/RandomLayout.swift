import Hashing
import TestSupport
import PDF

@testable import Ingest

/// Layouts and pages of every kind, from a seeded generator; their numbers are
/// such as the binary form keeps exactly.
struct RandomLayout {
    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func layout() -> PageLayout {
        PageLayout(
            words: (0..<int(0...12)).map { _ in PageWord(text: text(), box: box()) },
            blocks: (0..<int(0...8)).map { _ in block() })
    }

    mutating func page() throws -> ExtractedPage {
        var page = try ExtractedPage.blank(number: int(0...20_000))
        page.width = Double(int(0...2_000)) / 2
        page.height = Double(int(0...2_000)) / 2
        page.rotation = int(0...3) * 90
        page.label = flag() ? text() : nil
        page.text = text()
        page.layout = layout().encoded
        page.signals.imageShare = share()
        page.signals.textShare = share()
        page.signals.isScan = flag()
        page.signals.language = flag() ? "de" : nil
        page.complaints = (0..<int(0...3)).map { _ in text() }
        if flag() {
            page.picture = ExtractedPage.Picture(
                signature: PageSignature(
                    plain: hash(), moment: hash(), skew: Double(int(-12...12)) / 4,
                    inkShare: share()),
                thumbnail: [0xff, 0xd8, 0xff]
                    + (0..<int(0...40)).map { _ in UInt8(int(0...255)) })
        }
        return page
    }

    mutating func int(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &generator) }

    private mutating func hash() -> PageHash {
        PageHash(
            words: SIMD4(generator.next(), generator.next(), generator.next(), generator.next()))
    }

    private mutating func flag() -> Bool { .random(using: &generator) }

    private mutating func share() -> Double { Double(int(0...65_535)) / 65_535 }

    private mutating func box() -> Rectangle {
        Rectangle(x: share(), y: share(), width: share(), height: share())
    }

    private static let pieces = [
        "a", "Z", " ", "\n", "\t", "é", "e\u{301}", "ß", "漢字", "한국어", "العربية", "עִבְרִית", "👩‍👩‍👧‍👦",
        "\u{200f}", "\u{fffd}", "\u{10ffff}", "\u{a0}",
    ]

    mutating func text() -> String {
        (0..<int(0...12)).map { _ in Self.pieces[int(0...Self.pieces.count - 1)] }.joined()
    }

    private mutating func block() -> Block {
        Block(
            content: content(), box: box(), fontSize: Double(int(0...400)) / 4, isBold: flag(),
            lineCount: int(0...300))
    }

    private mutating func content() -> Block.Content {
        switch int(0...7) {
        case 0: .heading(level: flag() ? int(1...6) : nil, text: text())
        case 1: .paragraph(text: text())
        case 2: .list(list(levels: int(1...16)))
        case 3: .table(table())
        case 4: .image(altText: flag() ? text() : nil)
        case 5: .quote(text: text())
        case 6: .code(text: text())
        default: .footnote(label: flag() ? text() : nil, text: text())
        }
    }

    /// A list with another one in its last item, and so on.
    mutating func list(levels: Int) -> Block.List {
        var items = (0..<int(0...3)).map { _ in Block.List.Item(text: text()) }
        if levels > 1 {
            items.append(Block.List.Item(text: text(), subList: list(levels: levels - 1)))
        }
        return Block.List(isOrdered: flag(), start: int(0...999), items: items)
    }

    private mutating func table() -> Block.Table {
        Block.Table(
            rows: (0..<int(0...4)).map { _ in
                Block.Table.Row(
                    cells: (0..<int(0...4)).map { _ in
                        Block.Table.Cell(
                            text: text(), isHeader: flag(), rowSpan: int(1...3),
                            columnSpan: int(1...3))
                    })
            })
    }
}
