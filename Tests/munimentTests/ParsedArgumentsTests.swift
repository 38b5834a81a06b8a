import XCTest

@testable import muniment

final class ParsedArgumentsTests: XCTestCase {
    private enum Colour: String, CaseIterable {
        case red, green
    }

    func testOptionWinsOverEnvironmentAndEnvironmentOverDefault() throws {
        let environment = ["MUNIMENT_WORKERS": "5"]
        let range = 1...64
        XCTAssertEqual(try parseSample("add x").integer("workers", in: range), 2)
        let parsed = try parseSample("add x", environment: environment)
        XCTAssertEqual(try parsed.integer("workers", in: range), 5)
        let overridden = try parseSample("add x --workers 7", environment: environment)
        XCTAssertEqual(try overridden.integer("workers", in: range), 7)
    }

    func testEmptyVariableCountsAsNotSet() throws {
        let environment = ["MUNIMENT_WORKERS": "", "MUNIMENT_JSON": ""]
        let parsed = try parseSample("add x", environment: environment)
        XCTAssertEqual(parsed.string("workers"), "2")
        XCTAssertFalse(parsed.flag("json"))
    }

    func testVariableSetsAFlag() throws {
        for text in ["1", "true", "YES", "on"] {
            XCTAssertTrue(
                try parseSample("add x", environment: ["MUNIMENT_JSON": text]).flag("json"))
        }
        for text in ["0", "false", "No", "off"] {
            XCTAssertFalse(
                try parseSample("add x", environment: ["MUNIMENT_JSON": text]).flag("json"))
        }
    }

    func testVariableGivesARepeatableOptionOneValue() throws {
        let parsed = try parseSample("add x", environment: ["MUNIMENT_TAG": "a,b"])
        XCTAssertEqual(parsed.strings("tag"), ["a,b"])
    }

    func testOptionNotGivenIsNil() throws {
        XCTAssertNil(try parseSample("add x").string("title"))
        XCTAssertNil(try parseSample("jobs").integer("tenant", in: 0...1))
    }

    func testRequiredOptionNotGivenIsAnError() {
        let error = sampleError("add x") { _ = try $0.requiredString("title") }
        XCTAssertEqual(error?.message, "'--title' is missing")
        XCTAssertEqual(error?.remedy, "Add '--title TITLE'.")
    }

    func testIntegerOutsideItsRangeIsRefused() {
        for text in ["0", "65", "-1", "two", "1.0", "99999999999999999999"] {
            let error = sampleError("add x --workers \(text)") {
                _ = try $0.integer("workers", in: 1...64)
            }
            XCTAssertEqual(error?.message, "the value '\(text)' of '--workers' is not valid")
            XCTAssertEqual(error?.remedy, "Give a whole number from 1 to 64.")
        }
    }

    func testBadValueInTheEnvironmentNamesTheVariable() {
        let error = sampleError("add x", environment: ["MUNIMENT_PAGE_SECONDS": "soon"]) {
            _ = try $0.duration("page-seconds")
        }
        XCTAssertEqual(
            error?.message, "the value 'soon' of the variable MUNIMENT_PAGE_SECONDS is not valid")
        XCTAssertEqual(error?.remedy, "Give a time such as 15, 15s, 2m, 1h or 7d.")
    }

    func testDurationIsKeptWithinItsRange() throws {
        let parsed = try parseSample("add x --page-seconds 2m")
        XCTAssertEqual(try parsed.requiredDuration("page-seconds"), .seconds(120))
        XCTAssertThrowsError(try parsed.duration("page-seconds", in: .seconds(1)...(.seconds(60))))
        {
            XCTAssertEqual(
                ($0 as? UsageError)?.remedy,
                "Give a time such as 15, 15s, 2m, 1h or 7d, from 1s to 1m.")
        }
    }

    func testByteCountIsRead() throws {
        XCTAssertEqual(try parseSample("add x").requiredByteCount("max-bytes"), 104_857_600)
        let error = sampleError("add x --max-bytes 5apples") { _ = try $0.byteCount("max-bytes") }
        XCTAssertEqual(error?.remedy, "Give a size such as 104857600, 100MiB or 2GB.")
    }

    func testChoiceIsOneOfTheWords() throws {
        XCTAssertEqual(try parseSample("jobs --state red").choice("state", of: Colour.self), .red)
        let error = sampleError("jobs --state blue") {
            _ = try $0.choice("state", of: Colour.self)
        }
        XCTAssertEqual(error?.remedy, "Give one of: red, green.")
        XCTAssertEqual(error?.reference, "See 'muniment jobs list --help'.")
    }
}
