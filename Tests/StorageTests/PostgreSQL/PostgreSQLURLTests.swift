import TestSupport
import XCTest

@testable import Storage

final class PostgreSQLURLTests: XCTestCase {
    private func parameters(_ url: String) throws -> [String: String] {
        try PostgreSQLURL(url).parameters
    }

    func testPartsOfTheURLAreParameters() throws {
        let parameters = try parameters("postgresql://me:s%40fe@example.org:6432/papers")
        XCTAssertEqual(parameters["user"], "me")
        XCTAssertEqual(parameters["password"], "s@fe")
        XCTAssertEqual(parameters["host"], "example.org")
        XCTAssertEqual(parameters["port"], "6432")
        XCTAssertEqual(parameters["dbname"], "papers")
    }

    func testTheURLWinsOverOurDefaults() throws {
        XCTAssertEqual(try parameters("postgres://h/d")["application_name"], "muniment")
        XCTAssertEqual(
            try parameters("postgres://h/d?application_name=intake")["application_name"], "intake")
        XCTAssertEqual(try PostgreSQLURL("postgres://h/d").connectTimeout, .seconds(5))
        XCTAssertEqual(
            try PostgreSQLURL("postgres://h/d?connect_timeout=9").connectTimeout, .seconds(9))
    }

    func testOtherParametersGoToLibpq() throws {
        let parameters = try parameters("postgres://h/d?sslmode=verify-full&sslrootcert=/ca.pem")
        XCTAssertEqual(parameters["sslmode"], "verify-full")
        XCTAssertEqual(parameters["sslrootcert"], "/ca.pem")
    }

    func testTextsAreAlwaysUTF8() throws {
        XCTAssertEqual(
            try parameters("postgres://h/d?client_encoding=LATIN1")["client_encoding"], "UTF8")
    }

    func testSeveralHostsMayHaveTheirPorts() throws {
        XCTAssertEqual(try parameters("postgres://a:1,b:2/d")["port"], "1,2")
    }

    func testWrongURLsAreRefusedWithoutAWordOfThem() {
        let wrong = [
            "", "h", "mysql://me:secret@h/d", "host=h password=secret",
            "postgres://me:secret@h:port/d", "postgres://me:secret@h:0/d",
            "postgres://me:secret@h:70000/d", "postgres://me:secret@h/d?secret=1",
            "postgres://me:secret@[::1/d", "postgres://me:se%zzcret@h/d",
            "postgres://me:secret@h/d?connect_timeout=secret",
        ]
        for url in wrong {
            XCTAssertThrowsError(try PostgreSQLURL(url), url) { error in
                XCTAssertEqual((error as? StorageError)?.code, .unavailable)
                XCTAssertTrue("\(error)".contains("postgres://USER@HOST"), "\(error)")
                XCTAssertFalse("\(error)".contains("secret"), "\(error)")
            }
        }
    }
}
