import XCTest

@testable import muniment

final class TerminalSessionTests: XCTestCase {
    private func lines(_ outcome: Binary.Outcome) -> [String] {
        outcome.output.replacing("\r\n", with: "\n").split(separator: "\n").map(String.init)
    }

    func testBarIsRedrawnAndTablesFitTheTerminal() throws {
        let binary = try Binary()
        try binary.makeInputs(
            "article-reexported-grey.pdf", "encrypted-user-password.pdf",
            "notice-chinese-japanese-korean.pdf")
        let outcome = try binary.terminal(columns: 80, "add in")
        XCTAssertEqual(outcome.code, 0)
        XCTAssertTrue(outcome.output.contains("\r5 pages  [####"), outcome.output)
        XCTAssertTrue(outcome.output.contains("3/3 files"))
        for line in lines(outcome).filter({ $0.contains("doc_") }) {
            XCTAssertLessThanOrEqual(line.displayWidth, 80, line)
        }
        for line in lines(try binary.terminal(columns: 80, "list")) {
            XCTAssertLessThanOrEqual(line.displayWidth, 80, line)
        }
    }

    func testIdsStayWholeOnANarrowTerminal() throws {
        let binary = try Binary()
        try binary.makeInputs("old-pdf-1.3.pdf")
        let outcome = try binary.terminal(columns: 40, "add in")
        XCTAssertNotNil(outcome.output.firstMatch(of: /doc_[0-9a-z]{26}/))
        for bar in outcome.output.split(separator: "\r") where bar.hasSuffix("\u{1B}[K") {
            XCTAssertLessThan(String(bar.dropLast(3)).displayWidth, 40, String(bar))
        }
    }
}
