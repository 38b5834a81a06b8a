import XCTest

@testable import muniment

final class TextTableTests: XCTestCase {
    private func makeTable() -> TextTable {
        var table = TextTable([
            .init("ID", shrinks: false), .init("Pages", .right), .init("Title"),
        ])
        table.append(["doc_1", "7", "Lease of the old mill"])
        table.append(["doc_22", "1200", "契約書の写し"])
        return table
    }

    func testColumnsAreAligned() {
        XCTAssertEqual(
            makeTable().lines(width: nil),
            [
                "ID      Pages  Title",
                "doc_1       7  Lease of the old mill",
                "doc_22   1200  契約書の写し",
            ])
    }

    func testWideColumnIsCutToTheWidth() {
        XCTAssertEqual(
            makeTable().lines(width: 24),
            [
                "ID      Pages  Title",
                "doc_1       7  Lease of…",
                "doc_22   1200  契約書の…",
            ])
    }

    func testNoLineIsWiderThanTheTerminal() {
        for width in 21...60 {
            let widest = makeTable().lines(width: width).map(\.displayWidth).max()
            XCTAssertLessThanOrEqual(widest ?? 0, width)
        }
    }

    func testColumnThatMustNotShrinkStaysWhole() {
        XCTAssertTrue(makeTable().lines(width: 1).contains { $0.hasPrefix("doc_22   1200  ") })
    }

    func testColumnAfterAWideOneStaysAligned() {
        var table = TextTable([.init("Title"), .init("N", .right)])
        table.append(["日本", "1"])
        table.append(["e\u{301}t", "22"])
        XCTAssertEqual(
            table.lines(width: nil), ["Title   N", "日本    1", "e\u{301}t     22"])
    }

    func testCellIsKeptOnOneLine() {
        var table = TextTable([.init("Title")])
        table.append(["a\nb\u{1B}c"])
        XCTAssertEqual(table.lines(width: nil), ["Title", "a b\u{FFFD}c"])
    }

    func testTableWithoutRowsHasItsTitles() {
        XCTAssertEqual(TextTable([.init("ID"), .init("N", .right)]).lines(width: 80), ["ID  N"])
    }

    func testTerminalCutsOnlyWhenInteractive() throws {
        let narrow = MemoryTerminal(width: 24)
        try narrow.terminal.print(makeTable())
        XCTAssertTrue(narrow.outputText.contains("Lease of…\n"))
        let file = MemoryTerminal()
        try file.terminal.print(makeTable())
        XCTAssertTrue(file.outputText.contains("Lease of the old mill\n"))
    }
}
