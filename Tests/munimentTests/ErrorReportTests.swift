import Storage
import XCTest

@testable import muniment

final class ErrorReportTests: XCTestCase {
    private struct Strange: Error, CustomStringConvertible {
        var description: String { "a strange error" }
    }

    func testUsageErrorSaysWhatToDoAndWhereToRead() {
        let error = UsageError("it is wrong", remedy: "Do this.", path: ["muniment", "add"])
        let report = ErrorReport(of: error)
        XCTAssertEqual(report.text, "error: it is wrong\nDo this.\nSee 'muniment add --help'.")
        XCTAssertEqual(report.exitCode, .usage)
    }

    func testErrorOfACommandExitsWithFailure() {
        let report = ErrorReport(of: CommandLineError("no", remedy: "Do this."))
        XCTAssertEqual(report.text, "error: no\nDo this.")
        XCTAssertEqual(report.exitCode, .failed)
    }

    func testStorageErrorShowsPlaceAndCauseButNoSQL() {
        let error = StorageError(
            .corrupt, "The database is damaged. Restore a backup.", sql: "SELECT 1",
            path: "/data/db", cause: Strange())
        XCTAssertEqual(
            ErrorReport(of: error).text,
            """
            error: The database is damaged. Restore a backup.
            Where: /data/db
            Cause: a strange error
            """)
    }

    func testStorageErrorDoesNotRepeatThePlace() {
        let error = StorageError(.notFound, "'/data/db' does not exist.", path: "/data/db")
        XCTAssertEqual(ErrorReport(of: error).text, "error: '/data/db' does not exist.")
    }

    func testUnknownErrorShowsItsDescription() {
        XCTAssertEqual(ErrorReport(of: Strange()).text, "error: a strange error")
        XCTAssertEqual(ErrorReport(of: Strange()).exitCode, .failed)
    }

    func testErrorTextCannotSteerTheTerminal() {
        let report = ErrorReport(of: CommandLineError("no '\u{1B}[2J.pdf'"))
        XCTAssertEqual(report.text, "error: no '\u{FFFD}[2J.pdf'")
    }
}
