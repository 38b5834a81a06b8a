import PDF
import Worker
import XCTest

@testable import Ingest

/// The binary forms that come from a helper: the parent has to survive anything.
final class PageCodingTests: XCTestCase {
    func testRandomLayoutsAreReadBack() throws {
        var random = RandomLayout(seed: 1)
        for _ in 0..<300 {
            let layout = random.layout()
            XCTAssertEqual(try PageLayout(decoding: layout.encoded), layout)
        }
    }

    func testRandomPagesAreReadBack() throws {
        var random = RandomLayout(seed: 2)
        for _ in 0..<300 {
            let page = try random.page()
            let decoded = try ExtractedPage(decoding: page.encoded)
            XCTAssertEqual(decoded.encoded, page.encoded)
            XCTAssertEqual(decoded.number, page.number)
            XCTAssertEqual(decoded.text, page.text)
            XCTAssertEqual(decoded.label, page.label)
            XCTAssertEqual(decoded.layout, page.layout)
            XCTAssertEqual(decoded.signals, page.signals)
            XCTAssertEqual(decoded.complaints, page.complaints)
            XCTAssertEqual(decoded.picture?.signature, page.picture?.signature)
            XCTAssertEqual(decoded.picture?.thumbnail, page.picture?.thumbnail)
        }
    }

    func testListsBelowTheSixteenthLevelAreCut() throws {
        var random = RandomLayout(seed: 3)
        let deep = PageLayout(words: [], blocks: [Self.block(.list(random.list(levels: 40)))])
        let decoded = try PageLayout(decoding: deep.encoded)
        XCTAssertEqual(Self.depth(of: decoded.blocks), 16)
        XCTAssertEqual(Self.depth(of: deep.blocks), 40)
    }

    /// Lists that open inside each other for as long as there are bytes.
    func testListsThatNestForEverAreRefused() {
        let level: [UInt8] = [0, 1, 1, 0, 1]
        let nested = Array(repeating: level, count: 100_000).flatMap(\.self)
        XCTAssertThrowsError(try PageLayout(decoding: [1, 0, 1, 3] + nested))
    }

    func testSpanOfZeroIsRefused() throws {
        let cell = Block.Table.Cell(text: "", rowSpan: 1, columnSpan: 1)
        let table = Block.Table(rows: [Block.Table.Row(cells: [cell])])
        var bytes = PageLayout(words: [], blocks: [Self.block(.table(table))]).encoded
        // format, no words, one block, table, one row, one cell, no text, no header, spans
        XCTAssertEqual(Array(bytes[8...9]), [1, 1])
        bytes[8] = 0
        XCTAssertThrowsError(try PageLayout(decoding: bytes))
    }

    func testCountsThatTheBytesCannotHoldAreRefusedBeforeTheyAreTaken() {
        let huge: [UInt8] = [0xff, 0xff, 0xff, 0xff, 0x7f]
        XCTAssertThrowsError(try PageLayout(decoding: [1] + huge))
        XCTAssertThrowsError(try PageLayout(decoding: [1, 0] + huge))
        XCTAssertThrowsError(try PageLayout(decoding: [1, 0, 1, 4] + huge))
        XCTAssertThrowsError(try PageLayout(decoding: [1, 0, 1, 3, 0, 1] + huge))
    }

    func testAnotherFormatIsRefused() {
        XCTAssertThrowsError(try PageLayout(decoding: [2, 0, 0]))
        XCTAssertNoThrow(try PageLayout(decoding: [1, 0, 0]))
    }

    func testRotationThatIsNoneIsRefused() throws {
        var page = try ExtractedPage.blank(number: 0)
        page.rotation = 45
        XCTAssertThrowsError(try ExtractedPage(decoding: page.encoded))
    }

    func testSideThatNoPageHasIsRefused() throws {
        for side in [-1, 1_000_001.0] {
            var page = try ExtractedPage.blank(number: 0)
            page.width = side
            XCTAssertThrowsError(try ExtractedPage(decoding: page.encoded))
        }
    }

    func testEndlessComplaintsAreRefused() throws {
        var page = try ExtractedPage.blank(number: 0)
        page.complaints = Array(repeating: "", count: 1_000)
        XCTAssertNoThrow(try ExtractedPage(decoding: page.encoded))
        page.complaints.append("")
        XCTAssertThrowsError(try ExtractedPage(decoding: page.encoded))
    }

    func testThumbnailThatIsNoJPEGIsRefused() throws {
        var random = RandomLayout(seed: 4)
        var page = try random.page()
        while page.picture == nil { page = try random.page() }
        page.picture?.thumbnail = Array("<svg/>".utf8)
        XCTAssertThrowsError(try ExtractedPage(decoding: page.encoded))
    }

    func testEveryTruncationOfAPageIsRefused() throws {
        var random = RandomLayout(seed: 5)
        for _ in 0..<10 {
            let bytes = try random.page().encoded
            for count in 0..<bytes.count {
                XCTAssertThrowsError(try ExtractedPage(decoding: Array(bytes[..<count])))
            }
        }
    }

    func testAByteTooManyIsRefused() throws {
        var random = RandomLayout(seed: 6)
        XCTAssertThrowsError(try ExtractedPage(decoding: random.page().encoded + [0]))
        XCTAssertThrowsError(try PageLayout(decoding: random.layout().encoded + [0]))
    }

    /// What is decoded all the same is well-formed: it can be written and read again.
    func testMutatedPagesAreReadWellFormedOrRefused() throws {
        var random = RandomLayout(seed: 7)
        let pages = try (0..<50).map { _ in try random.page().encoded }
        var refused = 0
        for _ in 0..<20_000 {
            var bytes = pages[random.int(0...pages.count - 1)]
            for _ in 0..<random.int(1...4) {
                bytes[random.int(0...bytes.count - 1)] = UInt8(random.int(0...255))
            }
            guard let page = try? ExtractedPage(decoding: bytes) else {
                refused += 1
                continue
            }
            XCTAssertNoThrow(try ExtractedPage(decoding: page.encoded))
        }
        XCTAssertTrue((1..<20_000).contains(refused))
    }

    private static func block(_ content: Block.Content) -> Block {
        Block(content: content, box: Rectangle(x: 0, y: 0, width: 0, height: 0))
    }

    private static func depth(of blocks: [Block]) -> Int {
        guard case .list(var list) = blocks.first?.content else { return 0 }
        var depth = 1
        while let below = list.items.compactMap(\.subList.first).last {
            list = below
            depth += 1
        }
        return depth
    }
}
