/// What the server answered to a command, kept as the cause of a `StorageError`.
///
/// Never holds a value: the server's detail and context quote rows and are not kept, nor is the
/// message of a class of errors that quotes values.
struct PostgreSQLError: Error, CustomStringConvertible {
    /// Five letters; see https://www.postgresql.org/docs/current/errcodes-appendix.html.
    let sqlState: String
    let message: String?
    /// Whether the connection is lost with it.
    var endedConnection = false
    /// Whether the schema has changed under a statement that was prepared before.
    var isOfStalePlan = false

    /// What is said of a connection that ended without a word.
    static let lostState = "08006"

    init(sqlState: String?, primaryMessage: String?) {
        let sqlState = sqlState ?? Self.lostState
        self.sqlState = sqlState
        message = Self.harmlessClasses.contains(String(sqlState.prefix(2))) ? primaryMessage : nil
    }

    var description: String {
        ["PostgreSQL error \(sqlState)", message].compactMap { $0 }.joined(separator: ": ")
    }

    /// Classes whose messages name objects of the schema and the server, never what a row holds.
    private static let harmlessClasses: Set = [
        "08", "0A", "23", "25", "26", "28", "3D", "40", "42", "53", "55", "57", "58", "XX",
    ]

    /// The same as an error of the room, with what to do.
    func storageError(sql: String? = nil) -> StorageError {
        let (code, message) = explanation
        return StorageError(code, message, sql: sql, cause: self)
    }

    /// The same of a commit, whose answer was lost with the connection.
    var storageErrorOfCommit: StorageError {
        guard endedConnection else { return storageError() }
        return StorageError(
            .unavailable,
            "The connection to the database was lost at the commit. It is not known whether the "
                + "transaction was kept: look before doing it again.",
            cause: self)
    }

    private static let lost: (StorageError.Code, String) = (
        .unavailable,
        "The connection to the database was lost in a transaction. Nothing of it was kept. "
            + "Try again."
    )

    private var explanation: (StorageError.Code, String) {
        if endedConnection { return Self.lost }
        if isOfStalePlan { return Self.changed }
        return Self.byState[sqlState] ?? Self.byClass[String(sqlState.prefix(2))]
            ?? (.inputOutput, "The database refused a statement.")
    }

    private static let changed: (StorageError.Code, String) = (
        .busy, "The schema changed while a transaction ran. Nothing of it was kept. Try again."
    )

    private static let byState: [String: (StorageError.Code, String)] = [
        "40001": inTheWay,
        "40P01": inTheWay,
        "42501": (.unavailable, "The database's role may not do this. Grant it the right."),
        "53100": (.noSpace, "The disk of the database server is full. Free some space there."),
        "53300": (
            .unavailable,
            "The database server has no connection left. Raise its max_connections, or run "
                + "fewer processes."
        ),
        "55P03": held,
        "57014": (.busy, "The database server ended a statement that took too long. Try again."),
        "XX001": damaged,
        "XX002": damaged,
    ]

    private static let byClass: [String: (StorageError.Code, String)] = [
        "08": (.unavailable, "The database server does not answer. Check that it runs."),
        "23": (.constraint, "A row breaks a rule of the database."),
        "53": (.unavailable, "The database server has too little memory. See its log."),
        "57": (.unavailable, "The database server is stopping or starting. Try again."),
        "58": (.inputOutput, "The database server cannot read or write its files. See its log."),
    ]

    private static let inTheWay: (StorageError.Code, String) = (
        .busy, "Another transaction was in the way of this one. Nothing of it was kept. Try again."
    )
    private static let held: (StorageError.Code, String) = (
        .busy, "A row or table is held by another transaction. Try again."
    )
    private static let damaged: (StorageError.Code, String) = (
        .corrupt, "The database is damaged. Restore it from a backup."
    )
}
