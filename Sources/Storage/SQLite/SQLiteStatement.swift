internal import CSQLite

/// A prepared statement, kept for the life of its connection.
final class SQLiteStatement {
    private let connection: OpaquePointer
    private let statement: OpaquePointer
    private let sql: String
    private let columns: ColumnNames
    /// For each of SQLite's parameter indexes, from 1, the number after its `$`.
    private let bindNumbers: [Int]

    /// Compiles `sql`, which is one statement.
    init(_ sql: String, on connection: OpaquePointer) throws {
        var compiled: OpaquePointer?
        let (code, rest) = sql.withCString { text in
            var tail: UnsafePointer<CChar>?
            let code = sqlite3_prepare_v3(
                connection, text, -1, CUnsignedInt(SQLITE_PREPARE_PERSISTENT), &compiled, &tail)
            return (code, tail.map { String(cString: $0) } ?? "")
        }
        guard code == SQLITE_OK, let compiled else {
            throw SQLiteError(connection: connection, resultCode: code).storageError(sql: sql)
        }
        // SQLite would leave out a second statement without a word.
        precondition(rest.allSatisfy(\.isWhitespace), "more than one statement: \(sql)")
        self.connection = connection
        self.sql = sql
        statement = compiled
        columns = ColumnNames(
            (0..<sqlite3_column_count(compiled)).map { index in
                sqlite3_column_name(compiled, index).map { String(cString: $0) } ?? ""
            })
        bindNumbers = (0..<sqlite3_bind_parameter_count(compiled)).map { index in
            let name = sqlite3_bind_parameter_name(compiled, index + 1).map { String(cString: $0) }
            guard let name, let number = Int(name.dropFirst()) else {
                preconditionFailure("binds are numbered, $1 and so on: \(sql)")
            }
            return number
        }
    }

    deinit {
        sqlite3_finalize(statement)
    }

    /// Runs the statement to its end and returns its rows.
    func run(_ binds: [any SQLBindable]) throws -> [Row] {
        defer {
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
        }
        try bind(binds)
        var rows: [Row] = []
        while true {
            let code = sqlite3_step(statement)
            switch code {
            case SQLITE_ROW: rows.append(row())
            case SQLITE_DONE: return rows
            default:
                throw SQLiteError(connection: connection, resultCode: code)
                    .storageError(sql: sql)
            }
        }
    }

    private func bind(_ binds: [any SQLBindable]) throws {
        for (index, number) in bindNumbers.enumerated() {
            precondition(number <= binds.count, "no value for $\(number): \(sql)")
            let code = bind(binds[number - 1].sqlValue, at: CInt(index + 1))
            guard code == SQLITE_OK else {
                throw SQLiteError(connection: connection, resultCode: code)
                    .storageError(sql: sql)
            }
        }
    }

    private func bind(_ value: SQLValue, at index: CInt) -> CInt {
        switch value {
        case .null: sqlite3_bind_null(statement, index)
        case .integer(let value): sqlite3_bind_int64(statement, index, value)
        case .real(let value): sqlite3_bind_double(statement, index, value)
        case .text(let value): bind(text: value.withoutNUL, at: index)
        case .blob(let value): bind(blob: value, at: index)
        }
    }

    private func bind(text: String, at index: CInt) -> CInt {
        var text = text
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                guard let base = characters.baseAddress else {
                    return sqlite3_bind_text(statement, index, "", 0, Self.transient)
                }
                return sqlite3_bind_text64(
                    statement, index, base, sqlite3_uint64(characters.count), Self.transient,
                    UInt8(SQLITE_UTF8))
            }
        }
    }

    // A nil base address would bind NULL instead of an empty blob.
    private func bind(blob: [UInt8], at index: CInt) -> CInt {
        guard !blob.isEmpty else { return sqlite3_bind_zeroblob(statement, index, 0) }
        return blob.withUnsafeBytes { bytes in
            sqlite3_bind_blob64(
                statement, index, bytes.baseAddress, sqlite3_uint64(bytes.count), Self.transient)
        }
    }

    /// SQLITE_TRANSIENT, a macro that does not import: SQLite copies the bytes.
    private static var transient: sqlite3_destructor_type {
        unsafeBitCast(OpaquePointer(bitPattern: -1), to: sqlite3_destructor_type.self)
    }

    private func row() -> Row {
        Row(columns: columns, values: (0..<sqlite3_column_count(statement)).map(value))
    }

    private func value(at index: CInt) -> SQLValue {
        switch sqlite3_column_type(statement, index) {
        case SQLITE_INTEGER: .integer(sqlite3_column_int64(statement, index))
        case SQLITE_FLOAT: .real(sqlite3_column_double(statement, index))
        case SQLITE_TEXT: .text(text(at: index))
        case SQLITE_BLOB: .blob(blob(at: index))
        default: .null
        }
    }

    private func text(at index: CInt) -> String {
        guard let start = sqlite3_column_text(statement, index) else { return "" }
        let count = Int(sqlite3_column_bytes(statement, index))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    private func blob(at index: CInt) -> [UInt8] {
        guard let start = sqlite3_column_blob(statement, index) else { return [] }
        let count = Int(sqlite3_column_bytes(statement, index))
        return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
    }
}
