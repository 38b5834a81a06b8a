/// A statement that the server has prepared, and what the server said of it.
struct PostgreSQLStatement {
    /// Its name on the connection that prepared it.
    let name: String
    let sql: String
    /// The types that the server found for `$1`, `$2`, ….
    let parameters: [PostgreSQLType]
    let columns: ColumnNames
}
