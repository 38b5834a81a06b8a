/// Why bytes or rows could not be stored or found.
public struct StorageError: Error, Sendable {
    public enum Code: String, Sendable {
        /// The folder, file or database cannot be opened or created.
        case unavailable
        /// The disk is full.
        case noSpace
        /// Larger than the limit that was given.
        case tooLarge
        /// The bytes are not those that were announced, or that their name says.
        case digestMismatch
        /// Nothing is stored under that name.
        case notFound
        /// The store was written by a newer version of the program.
        case newerSchema
        /// A row breaks a rule of the schema, such as a unique key.
        case constraint
        /// The data folder or database is damaged.
        case corrupt
        /// Other processes held the database for too long.
        case busy
        /// Reading or writing failed; the cause says how.
        case inputOutput
    }

    public var code: Code
    /// What failed and what to do. Holds no bind values and no secrets.
    public var message: String
    /// The SQL text that failed, with numbered binds, never with values.
    public var sql: String?
    /// The file or folder concerned.
    public var path: String?
    public var cause: (any Error)?

    public init(
        _ code: Code, _ message: String, sql: String? = nil, path: String? = nil,
        cause: (any Error)? = nil
    ) {
        self.code = code
        self.message = message
        self.sql = sql
        self.path = path
        self.cause = cause
    }
}

extension StorageError: CustomStringConvertible {
    public var description: String {
        var text = message
        if let path { text += " (\(path))" }
        if let sql { text += "\nSQL: \(sql)" }
        if let cause { text += "\ncaused by: \(cause)" }
        return text
    }
}
