// Help and errors are compared with the whole text of Golden/NAME.txt. After a
// change that is meant, write the files anew and read the difference:
//
//     MUNIMENT_UPDATE_GOLDEN=1 swift test --filter HelpTextTests
import XCTest

@testable import muniment

final class HelpTextTests: XCTestCase {
    private func assertGolden(
        _ name: String, _ text: String, file: StaticString = #filePath, line: UInt = #line
    ) throws {
        let url = URL(fileURLWithPath: "\(#filePath)").deletingLastPathComponent()
            .appendingPathComponent("Golden/\(name).txt")
        if ProcessInfo.processInfo.environment["MUNIMENT_UPDATE_GOLDEN"] == "1" {
            try Data(text.utf8).write(to: url)
        }
        let golden = try String(contentsOf: url, encoding: .utf8)
        XCTAssertEqual(text, golden, "\(name).txt", file: file, line: line)
    }

    private func output(_ words: String, program: Program = makeSampleProgram()) -> String {
        let memory = MemoryTerminal()
        _ = program.run(
            words.split(separator: " ").map(String.init), environment: [:],
            terminal: memory.terminal)
        return memory.outputText + memory.errorText
    }

    func testRootOfMuniment() throws {
        try assertGolden("muniment", output("--help", program: Muniment.program))
    }

    func testRootWithCommands() throws {
        try assertGolden("sample", output("--help"))
    }

    func testCommandWithEveryKindOfOption() throws {
        try assertGolden("sample-add", output("help add"))
    }

    func testCommandWithSubcommands() throws {
        try assertGolden("sample-jobs", output("help jobs"))
    }

    func testSubcommand() throws {
        try assertGolden("sample-jobs-cancel", output("help jobs cancel"))
    }

    func testErrors() throws {
        let lines = [
            "ad", "add", "add --titel x", "add --title", "add --json=1 x", "jobs cancel 1 2 3",
            "keys", "add --workers 99 x", "--title A add x",
        ]
        let text = lines.map { "$ muniment \($0)\n\(output($0))" }.joined(separator: "\n")
        try assertGolden("errors", text)
    }

    func testNoLineIsWiderThanEightyColumns() {
        for words in ["--help", "help add", "help jobs", "help keys create"] {
            for line in output(words).split(separator: "\n") {
                XCTAssertLessThanOrEqual(String(line).displayWidth, 80, String(line))
            }
        }
    }
}
