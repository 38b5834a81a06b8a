import XCTest

@testable import muniment

final class ArgumentParserTests: XCTestCase {
    func testValueFollowsASpaceOrAnEqualsSign() throws {
        for line in ["add --title A x", "add --title=A x", "add -t A x", "add -t=A x"] {
            XCTAssertEqual(try parseSample(line).string("title"), "A", line)
        }
    }

    func testValueMayHoldAnEqualsSign() throws {
        XCTAssertEqual(try parseSample("add --title=a=b x").string("title"), "a=b")
    }

    func testValueMayBeEmptyAfterAnEqualsSign() throws {
        XCTAssertEqual(try parseSample("add --title= x").string("title"), "")
    }

    func testOptionsStandBeforeOrAfterPositionals() throws {
        for line in ["add --no-wait a b", "add a --no-wait b", "add a b --no-wait"] {
            let parsed = try parseSample(line)
            XCTAssertTrue(parsed.flag("no-wait"), line)
            XCTAssertEqual(parsed.positionals("file"), ["a", "b"], line)
        }
    }

    func testSharedOptionsStandBeforeOrAfterTheSubcommand() throws {
        let lines = [
            "--data D jobs --tenant T list", "jobs list --tenant T --data D",
            "jobs --data D list --tenant T", "jobs --tenant T --data D",
        ]
        for line in lines {
            let parsed = try parseSample(line)
            XCTAssertEqual(parsed.string("data"), "D", line)
            XCTAssertEqual(parsed.string("tenant"), "T", line)
            XCTAssertEqual(parsed.path, ["muniment", "jobs", "list"], line)
        }
    }

    func testDefaultSubcommandTakesItsOwnOptions() throws {
        let parsed = try parseSample("jobs --state failed")
        XCTAssertEqual(parsed.subcommand, "list")
        XCTAssertEqual(parsed.string("state"), "failed")
    }

    func testDoubleDashEndsTheOptions() throws {
        let parsed = try parseSample("add -- --title -t --")
        XCTAssertEqual(parsed.positionals("file"), ["--title", "-t", "--"])
        XCTAssertNil(parsed.string("title"))
    }

    func testSingleDashIsAPositional() throws {
        XCTAssertEqual(try parseSample("add -").positionals("file"), ["-"])
    }

    func testNegativeNumbersAreValues() throws {
        XCTAssertEqual(try parseSample("jobs -n -5").string("limit"), "-5")
        XCTAssertEqual(try parseSample("add -1.5 --title -.5").positionals("file"), ["-1.5"])
    }

    func testLastOfARepeatedOptionWins() throws {
        XCTAssertEqual(try parseSample("add -t a x --title b").string("title"), "b")
    }

    func testRepeatableOptionKeepsAllInOrder() throws {
        XCTAssertEqual(try parseSample("add --tag b x --tag a").strings("tag"), ["b", "a"])
        XCTAssertEqual(try parseSample("add x").strings("tag"), [])
    }

    func testOptionalPositionalMayBeLeftOut() throws {
        XCTAssertNil(try parseSample("jobs cancel 7").optionalPositional("reason"))
        let parsed = try parseSample("jobs cancel 7 late")
        XCTAssertEqual(parsed.positional("id"), "7")
        XCTAssertEqual(parsed.optionalPositional("reason"), "late")
    }

    func testOppositeNameTurnsAFlagOff() throws {
        XCTAssertFalse(try parseSample("add --no-wait --wait x").flag("no-wait"))
        XCTAssertFalse(try parseSample("add --json --no-json x").flag("json"))
        let environment = ["MUNIMENT_NO_WAIT": "1"]
        let parsed = try parseSample("add --wait x", environment: environment)
        XCTAssertFalse(parsed.flag("no-wait"))
    }

    func testInnerOptionHidesTheOuterOne() throws {
        XCTAssertEqual(try parseSample("keys create --version 3").string("version"), "3")
    }

    func testHelpWinsOverMissingArgumentsAndABadEnvironment() throws {
        for words in [["add", "--help"], ["--help", "add"], ["add", "-h", "x"]] {
            let invocation = try ArgumentParser.parse(
                words, for: makeSampleRoot(), environment: ["MUNIMENT_JSON": "perhaps"])
            guard case .help(let chain) = invocation else {
                return XCTFail("\(words) is not a request for help")
            }
            XCTAssertEqual(chain.path, "muniment add")
        }
    }

    func testHelpOfAGroupIsNotThatOfItsDefault() throws {
        let invocation = try ArgumentParser.parse(
            ["jobs", "--help"], for: makeSampleRoot(), environment: [:])
        guard case .help(let chain) = invocation else { return XCTFail("not a request for help") }
        XCTAssertEqual(chain.path, "muniment jobs")
    }
}

final class ArgumentParserErrorTests: XCTestCase {
    func testUnknownOptionSuggestsTheNearest() {
        let error = sampleError("add --titel x")
        XCTAssertEqual(error?.message, "unknown option '--titel'")
        XCTAssertEqual(error?.remedy, "Did you mean '--title'?")
        XCTAssertEqual(error?.reference, "See 'muniment add --help'.")
    }

    func testHiddenNamesAreNotSuggested() {
        XCTAssertNil(sampleError("add --internol 1 x")?.remedy)
        XCTAssertNil(sampleError("jobs peak")?.remedy)
    }

    func testOptionBeforeItsCommandIsToldItsPlace() {
        XCTAssertEqual(
            sampleError("--title A add x")?.remedy,
            "It belongs after the command: 'muniment add --title'.")
    }

    func testUnknownCommandSuggestsTheNearest() {
        let error = sampleError("jbos")
        XCTAssertEqual(error?.message, "unknown command 'jbos'")
        XCTAssertEqual(error?.remedy, "Did you mean 'jobs'?")
        XCTAssertEqual(error?.path, ["muniment"])
        XCTAssertEqual(sampleError("jobs cancle")?.remedy, "Did you mean 'cancel'?")
    }

    func testMissingCommandNamesTheChoices() {
        let error = sampleError("keys")
        XCTAssertEqual(error?.message, "a command is missing after 'muniment keys'")
        XCTAssertEqual(error?.remedy, "Give one of: create, revoke.")
    }

    func testMissingValueAtTheEnd() {
        let error = sampleError("add x --title")
        XCTAssertEqual(error?.message, "'--title' needs a value")
        XCTAssertEqual(error?.remedy, "Write '--title TITLE'.")
    }

    func testOptionIsNotTakenForAValue() {
        XCTAssertEqual(
            sampleError("add -t --no-wait x")?.remedy,
            "Write '-t TITLE', or '--title=TITLE' if the value begins with '-'.")
    }

    func testFlagTakesNoValue() {
        let error = sampleError("add --json=1 x")
        XCTAssertEqual(error?.message, "'--json' takes no value")
        XCTAssertEqual(error?.remedy, "Write '--json' alone.")
    }

    func testMissingPositionalShowsTheForm() {
        let error = sampleError("add")
        XCTAssertEqual(error?.message, "'FILE|DIR' is missing")
        XCTAssertEqual(error?.remedy, "The form is: muniment add [options] FILE|DIR...")
    }

    func testPositionalTooManyIsNamed() {
        let error = sampleError("jobs cancel 7 late again")
        XCTAssertEqual(error?.message, "unexpected argument 'again'")
        XCTAssertEqual(error?.remedy, "The form is: muniment jobs cancel [options] ID [REASON]")
    }

    func testBadFlagInTheEnvironmentNamesTheVariable() {
        let error = sampleError("add x", environment: ["MUNIMENT_NO_WAIT": "perhaps"])
        XCTAssertEqual(
            error?.message, "the value 'perhaps' of the variable MUNIMENT_NO_WAIT is not valid")
        XCTAssertEqual(error?.remedy, "Set it to 1 or 0, or remove it.")
    }
}
