internal import Foundation
internal import Synchronization

/// A PostgreSQL server on loopback, in a temporary folder, that ends with this process.
///
/// Its superuser is `muniment`, who needs no password. Texts sort as people of the United States
/// sort them, so a query that relies on the order of bytes without saying so is found out.
///
/// With the last reference to it the server ends and its folder goes.
public final class PostgreSQLServer: Sendable {
    /// A role whose password the server asks for; it may do what `muniment` may do in a database.
    public static let guardedRole = "guarded"
    /// The password of `guardedRole`, with characters that a URL must escape.
    public static let guardedPassword = "p@ss/w:rd?%"

    /// Where it listens, on 127.0.0.1 alone; it stays the same over a restart.
    public let port: UInt16
    /// The certificate that signs itself, of a server that was started with TLS.
    public var certificatePath: String { cluster.certificatePath }
    /// What the server wrote so far: problems, and what the settings have it log.
    public var log: String { cluster.log }

    private let cluster: PostgreSQLCluster
    private let watchdog: Watchdog
    private let databaseCount = Mutex(0)

    private static let theShared = Result { try PostgreSQLServer() }

    /// One server for the whole process, started at the first use; it is never restarted.
    public static func shared() throws -> PostgreSQLServer { try theShared.get() }

    /// Starts a server of the caller's own.
    ///
    /// - Parameters:
    ///   - durable: Whether a commit reaches the disk, as in earnest. Without it, commits outlive a
    ///     crash of the server but not of the machine.
    ///   - usingTLS: Whether it speaks TLS over TCP, and nothing else, under a certificate for
    ///     127.0.0.1 and localhost.
    ///   - extraSettings: Lines of postgresql.conf that win over those of this class.
    /// - Throws: `TestServerError` that says what is missing or what the server complains about.
    public init(
        durable: Bool = false, usingTLS: Bool = false, extraSettings: [String: String] = [:]
    ) throws {
        cluster = try PostgreSQLCluster()
        watchdog = try cluster.makeWatchdog()
        try cluster.make(durable: durable, usingTLS: usingTLS, extraSettings: extraSettings)
        port = try cluster.startOnFreePort()
        try execute(
            """
            CREATE ROLE \(Self.guardedRole) LOGIN PASSWORD '\(Self.guardedPassword)'
            IN ROLE muniment
            """)
    }

    deinit {
        watchdog.finish()
    }

    /// Makes a new, empty database and returns its URL, `postgres://muniment@127.0.0.1:PORT/db_N`.
    ///
    /// - Parameter encoding: Another encoding than UTF8, such as `SQL_ASCII` or `LATIN1`.
    public func makeDatabase(encoding: String = "UTF8") throws -> String {
        let name = databaseCount.withLock { count in
            count += 1
            return "db_\(count)"
        }
        let locale = encoding == "UTF8" ? "" : "LOCALE_PROVIDER libc LOCALE 'C'"
        // FILE_COPY takes 0.14 s here and WAL_LOG 0.25 s.
        try execute(
            """
            CREATE DATABASE \(name)
            TEMPLATE template0 STRATEGY file_copy ENCODING '\(encoding)' \(locale)
            """)
        return url(database: name)
    }

    /// The URL of a database of this server, whether it exists or not.
    public func url(
        database: String, role: String = "muniment", password: String? = nil
    ) -> String {
        var parts = URLComponents()
        parts.scheme = "postgres"
        parts.host = "127.0.0.1"
        parts.port = Int(port)
        parts.path = "/\(database)"
        let secret = password?.addingPercentEncoding(withAllowedCharacters: .alphanumerics)
        parts.percentEncodedUser = role
        parts.percentEncodedPassword = secret
        return parts.string ?? ""
    }

    /// Runs statements as the superuser with `psql`, and returns the rows: a line each, columns
    /// parted by `|`.
    @discardableResult
    public func execute(_ sql: String, database: String = "postgres") throws -> String {
        try cluster.execute(sql, database: database, port: port)
    }

    /// Stops and starts it on the same port; open connections are lost.
    ///
    /// - Parameter immediately: Whether it ends as after a crash, and recovers at its start.
    public func restart(immediately: Bool = false) throws {
        try stop(immediately: immediately)
        try start()
    }

    /// Stops it; it may be stopped already. Open transactions are rolled back.
    public func stop(immediately: Bool = false) throws {
        try cluster.stop(mode: immediately ? "immediate" : "fast")
    }

    /// Starts a stopped server on the port that it had, and waits until it takes connections.
    public func start() throws {
        try cluster.start(port: port)
    }
}
