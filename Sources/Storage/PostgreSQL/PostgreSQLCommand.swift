/// One message of a round trip.
enum PostgreSQLCommand {
    /// Has the server read a statement under a name of this connection.
    case prepare(name: String, sql: String)
    /// Asks for the types of a prepared statement.
    case describe(name: String)
    /// Runs a prepared statement.
    case execute(name: String, PostgreSQLBinds)
    /// Runs a statement without binds that is not kept.
    case run(String)
}
