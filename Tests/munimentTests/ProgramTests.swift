import XCTest

@testable import muniment

final class ProgramTests: XCTestCase {
    private struct Outcome {
        var code: ExitCode
        var output: String
        var errors: String
    }

    private func run(
        _ line: String, environment: [String: String] = [:], program: Program = makeSampleProgram()
    ) -> Outcome {
        let memory = MemoryTerminal()
        let code = program.run(
            line.split(separator: " ").map(String.init), environment: environment,
            terminal: memory.terminal)
        return Outcome(code: code, output: memory.outputText, errors: memory.errorText)
    }

    func testCommandRunsWithItsArguments() {
        let outcome = run("add --title A x y")
        XCTAssertEqual(outcome.code, .done)
        XCTAssertEqual(outcome.output, "A x\nA y\n")
        XCTAssertEqual(outcome.errors, "")
    }

    func testSubcommandReachesItsCommand() {
        XCTAssertEqual(run("jobs cancel 7 --tenant T").output, "cancel T\n")
        XCTAssertEqual(run("jobs").output, "list -\n")
    }

    func testOptionNamedLikeAGlobalOneBelongsToItsCommand() {
        XCTAssertEqual(run("keys create --version 3").output, "3\n")
    }

    func testExitCodeIsTheCommands() {
        XCTAssertEqual(run("add x odd").code, .someFailed)
    }

    func testFailureIsReportedAfterTheOutput() {
        let outcome = run("add x broken y")
        XCTAssertEqual(outcome.code, .failed)
        XCTAssertEqual(outcome.output, "- x\n")
        XCTAssertEqual(outcome.errors, "error: it broke\nMend it.\n")
    }

    func testUsageErrorOfACommandExitsWithTwo() {
        let outcome = run("add x", environment: ["MUNIMENT_WORKERS": "many"])
        XCTAssertEqual(outcome.code, .usage)
        XCTAssertEqual(
            outcome.errors,
            """
            error: the value 'many' of the variable MUNIMENT_WORKERS is not valid
            Give a whole number from 1 to 64.
            See 'muniment add --help'.

            """)
    }

    func testHelpCommandShowsTheSameAsTheOption() {
        for words in ["", "add", "jobs", "jobs cancel"] {
            let help = run("help \(words)")
            XCTAssertEqual(help.code, .done)
            XCTAssertEqual(help.output, run("\(words) --help").output)
            XCTAssertTrue(help.output.hasPrefix("Usage: muniment \(words)"))
        }
    }

    func testHelpForAnUnknownCommandIsAUsageError() {
        let outcome = run("help ad")
        XCTAssertEqual(outcome.code, .usage)
        XCTAssertEqual(
            outcome.errors,
            "error: unknown command 'ad'\nDid you mean 'add'?\nSee 'muniment --help'.\n")
    }

    func testNothingGivenShowsTheHelpOnTheErrors() {
        let outcome = run("")
        XCTAssertEqual(outcome.code, .usage)
        XCTAssertEqual(outcome.output, "")
        XCTAssertEqual(outcome.errors, run("--help").output)
    }

    func testReaderThatLeavesEndsTheProgramQuietly() {
        let errors = MemoryOutput()
        let terminal = Terminal(output: MemoryOutput(failure: .closed), errors: errors)
        let code = makeSampleProgram().run(["add", "x"], environment: [:], terminal: terminal)
        XCTAssertEqual(code, .done)
        XCTAssertEqual(errors.text, "")
    }

    func testOutputThatCannotBeWrittenIsAFailure() {
        let errors = MemoryOutput()
        let terminal = Terminal(output: MemoryOutput(failure: .failed("full")), errors: errors)
        let code = makeSampleProgram().run(["--version"], environment: [:], terminal: terminal)
        XCTAssertEqual(code, .failed)
        XCTAssertTrue(errors.text.hasPrefix("error: the output cannot be written: full\n"))
    }

    func testMunimentPrintsItsVersion() {
        let outcome = run("--version", program: Muniment.program)
        XCTAssertEqual(outcome.output, "muniment 0.1.0\n")
        XCTAssertEqual(outcome.code, .done)
    }

    func testCommandsHaveDifferentNames() {
        let names = Muniment.commands.map { $0.specification.name } + ["help"]
        XCTAssertEqual(Set(names).count, names.count)
    }
}
