internal import CPostgres

/// Why a connection could not be opened, and whether it is worth another try.
struct PostgreSQLOpeningFailure: Error {
    let error: StorageError
    /// Whether the server may take the next attempt: it is away, starting or full.
    let mayPass: Bool

    private init(_ message: String, state: String? = nil, mayPass: Bool = false) {
        let cause = state.map { PostgreSQLError(sqlState: $0, primaryMessage: nil) }
        error = StorageError(.unavailable, message, cause: cause)
        self.mayPass = mayPass
    }

    /// Reads why libpq gave up. Its text is not kept: it may quote parameters.
    init(_ handle: OpaquePointer) {
        let text = PQerrorMessage(handle).map { String(cString: $0) } ?? ""
        if let state = Self.state(in: text) {
            self.init(state: state, on: handle)
        } else {
            self.init(complaint: text, on: handle)
        }
    }

    /// What the server answered to the first statement.
    init(_ result: PostgreSQLResult, on handle: OpaquePointer) {
        self.init(
            state: result.error?.sqlState ?? PostgreSQLError.lostState, on: handle)
    }

    init(version: CInt, needed: CInt) {
        self.init(
            "The database server is PostgreSQL \(Self.name(of: version)); "
                + "\(Self.name(of: needed)) or newer is needed. Upgrade the server.")
    }

    static let noMemory = PostgreSQLOpeningFailure("There is no memory for a connection.")
    static let otherEncoding = PostgreSQLOpeningFailure(
        "The database's encoding is not UTF8. Create it anew: "
            + "createdb --encoding=UTF8 --template=template0 NAME.")
    static let readOnly = PostgreSQLOpeningFailure(
        "The database server only lets read: it is a standby. Use the URL of the primary.")

    /// What the server refused, by the state that it gave.
    private init(state: String, on handle: OpaquePointer) {
        let role = PQuser(handle).map { String(cString: $0) } ?? ""
        let database = PQdb(handle).map { String(cString: $0) } ?? ""
        switch state {
        case "28P01":
            self.init(
                "The database server refused the password of the role \(role), or has no such "
                    + "role. Correct the URL.", state: state)
        case "28000":
            self.init(
                "The database server lets the role \(role) not connect to \(database), or has no "
                    + "such role. Create it (createuser \(role)), or see pg_hba.conf.",
                state: state)
        case "3D000":
            self.init(
                "The database server has no database \(database). Create it: "
                    + "createdb \(database).", state: state)
        case "53300":
            self.init(
                "The database server has no connection left. Raise its max_connections, or run "
                    + "fewer processes.", state: state, mayPass: true)
        case _ where state.hasPrefix("57P") || state.hasPrefix("08"):
            self.init(
                "The database server is starting or stopping. Try again.", state: state,
                mayPass: true)
        default:
            self.init(
                "The database server refused the connection. See its log.", state: state)
        }
    }

    /// What libpq met on the way to the server.
    private init(complaint text: String, on handle: OpaquePointer) {
        let host = PQhost(handle).map { String(cString: $0) } ?? ""
        let port = PQport(handle).map { String(cString: $0) } ?? ""
        if text.hasPrefix("invalid ") {
            self.init("A parameter of the database's URL has a value that libpq does not take.")
        } else if text.contains("could not translate host name") {
            self.init("The database's host \(host) is not known. Correct the URL.")
        } else if text.contains("no password supplied") {
            self.init("The database server wants a password. Write it into the URL, or use ~/.pgpass.")
        } else if ["SSL", "certificate"].contains(where: text.contains) {
            self.init(
                "No TLS connection to the database server on \(host) could be made. Check "
                    + "sslmode and sslrootcert of the URL, and the server's certificate.")
        } else {
            self.init(
                "No database server answers on \(host), port \(port). Check that it runs, and "
                    + "the host and port of the URL.", mayPass: true)
        }
    }

    /// The first state in libpq's text, in which each is the end of a line.
    private static func state(in text: String) -> String? {
        text.split(separator: "\n").lazy
            .compactMap { line -> String? in
                let word = line.suffix(5)
                let isState = word.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
                return isState && line.dropLast(5).hasSuffix(":  ") ? String(word) : nil
            }
            .first
    }

    private static func name(of version: CInt) -> String {
        "\(version / 10_000).\(version % 10_000)"
    }
}
