import XCTest

@testable import muniment

final class TerminalTests: XCTestCase {
    private struct Row: Encodable {
        var url = "https://a/b"
        var pages: Int? = 2
        var error: String?
        var made = Date(timeIntervalSince1970: 0)
        var title = "a\nb"
    }

    func testJSONIsOneLineWithSortedKeysAndPlainSlashes() throws {
        let memory = MemoryTerminal()
        try memory.terminal.printJSON(Row())
        try memory.terminal.printJSON([1, 2])
        XCTAssertEqual(
            memory.outputText,
            #"{"made":"1970-01-01T00:00:00Z","pages":2,"title":"a\nb","url":"https://a/b"}"#
                + "\n[1,2]\n")
    }

    func testOutputAndErrorsAreApart() throws {
        let memory = MemoryTerminal()
        try memory.terminal.print("result")
        memory.terminal.report("note")
        XCTAssertEqual(memory.outputText, "result\n")
        XCTAssertEqual(memory.errorText, "note\n")
    }

    func testWidthIsEightyWithoutATerminal() {
        XCTAssertEqual(MemoryTerminal().terminal.width, 80)
        XCTAssertFalse(MemoryTerminal().terminal.isInteractive)
        XCTAssertEqual(MemoryTerminal(width: 33).terminal.width, 33)
        XCTAssertTrue(MemoryTerminal(width: 33).terminal.isInteractive)
    }

    func testTerminalThatCannotRedrawGetsPlainLines() {
        let wide = MemoryOutput(width: 80)
        let terminal = Terminal(output: wide, errors: wide, redrawsErrors: false)
        XCTAssertNil(terminal.redrawWidth)
    }

    func testReportSurvivesClosedErrors() {
        let closed = MemoryOutput(failure: .closed)
        let output = MemoryOutput()
        Terminal(output: output, errors: closed).report("note")
        XCTAssertEqual(output.text, "")
    }
}
