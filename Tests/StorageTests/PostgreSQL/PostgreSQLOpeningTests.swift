import TestServers
import TestSupport
import XCTest

@testable import Storage

final class PostgreSQLOpeningTests: XCTestCase {
    private var impatient: PostgreSQLSettings {
        var settings = PostgreSQLSettings()
        settings.patience = .zero
        return settings
    }

    /// Asserts that the database cannot be opened, and that the error names the remedy, at once.
    private func assertRefused(
        _ url: String, naming words: String..., settings: PostgreSQLSettings? = nil,
        line: UInt = #line
    ) {
        let start = ContinuousClock.now
        XCTAssertThrowsError(
            try PostgreSQLDatabase(url: url, settings: settings ?? PostgreSQLSettings()),
            line: line
        ) { error in
            XCTAssertEqual((error as? StorageError)?.code, .unavailable, line: line)
            for word in words { XCTAssertTrue("\(error)".contains(word), "\(error)", line: line) }
            XCTAssertFalse("\(error)".contains(url), line: line)
            XCTAssertFalse("\(error)".contains("geheim"), "\(error)", line: line)
        }
        XCTAssertLessThan(ContinuousClock.now - start, .seconds(4), line: line)
    }

    private var server: PostgreSQLServer { get throws { try PostgreSQLServer.shared() } }

    func testAMissingDatabase() throws {
        assertRefused(try server.url(database: "nothing"), naming: "createdb nothing")
    }

    func testAnUnknownRole() throws {
        assertRefused(try server.url(database: "postgres", role: "nobody"), naming: "nobody")
    }

    func testAWrongPassword() throws {
        let url = try server.url(
            database: "postgres", role: PostgreSQLServer.guardedRole, password: "geheim")
        assertRefused(url, naming: "password", PostgreSQLServer.guardedRole)
    }

    func testNoPassword() throws {
        let url = try server.url(database: "postgres", role: PostgreSQLServer.guardedRole)
        assertRefused(url, naming: "password")
    }

    func testARightPasswordWithSpecialCharacters() throws {
        let url = try server.url(
            database: "postgres", role: PostgreSQLServer.guardedRole,
            password: PostgreSQLServer.guardedPassword)
        XCTAssertNoThrow(try PostgreSQLDatabase(url: url))
    }

    func testAnUnknownHost() {
        assertRefused("postgres://me:geheim@nowhere.invalid/d", naming: "nowhere.invalid")
    }

    func testARefusedConnection() {
        let port = LoopbackPort.free()
        assertRefused(
            "postgres://me:geheim@127.0.0.1:\(port)/d", naming: "127.0.0.1", "\(port)",
            settings: impatient)
    }

    func testAWrongParameter() throws {
        assertRefused(try server.url(database: "postgres") + "?sslmode=geheim", naming: "parameter")
    }

    func testNoTLSOnTheServer() throws {
        assertRefused(try server.url(database: "postgres") + "?sslmode=require", naming: "sslmode")
    }

    func testATooOldServer() throws {
        var settings = PostgreSQLSettings()
        settings.minServerVersion = 990_000
        assertRefused(try server.makeDatabase(), naming: "99.0", "15.", settings: settings)
    }

    func testAnotherEncoding() throws {
        assertRefused(try server.makeDatabase(encoding: "LATIN1"), naming: "--encoding=UTF8")
    }

    func testAReadOnlyServer() throws {
        let url = try server.makeDatabase()
        let name = try XCTUnwrap(URL(string: url)).lastPathComponent
        try server.execute("ALTER DATABASE \(name) SET default_transaction_read_only = on")
        assertRefused(url, naming: "standby")
    }

    func testTheApplicationNameIsSeenByTheServer() throws {
        let url = try server.makeDatabase()
        for (url, name) in [(url, "muniment"), (url + "?application_name=intake", "intake")] {
            let row = try PostgreSQLDatabase(url: url).read {
                try $0.first("SELECT current_setting('application_name') AS name")
            }
            XCTAssertEqual(try row?.text("name"), name)
        }
    }

    func testSettingsOfTheRoleDoNotMatter() throws {
        let url = try server.makeDatabase()
        let name = try XCTUnwrap(URL(string: url)).lastPathComponent
        try server.execute("ALTER DATABASE \(name) SET statement_timeout = 1")
        try server.execute("ALTER DATABASE \(name) SET TimeZone = 'Asia/Tokyo'")
        let row = try PostgreSQLDatabase(url: url).read {
            try $0.first(
                "SELECT current_setting('TimeZone') AS zone, "
                    + "current_setting('statement_timeout') AS timeout")
        }
        XCTAssertEqual(try row?.text("zone"), "UTC")
        XCTAssertEqual(try row?.text("timeout"), "0")
    }

    func testTLSWithAKnownCertificate() throws {
        let server = try PostgreSQLServer(usingTLS: true)
        let url = try server.makeDatabase()
        let verified = url + "?sslmode=verify-full&sslrootcert=" + server.certificatePath
        let row = try PostgreSQLDatabase(url: verified).read {
            try $0.first("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
        }
        XCTAssertEqual(try row?.bool("ssl"), true)
        assertRefused(url + "?sslmode=verify-full&sslrootcert=/dev/null", naming: "sslrootcert")
    }
}
