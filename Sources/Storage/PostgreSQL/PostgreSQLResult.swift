internal import CPostgres

/// What the server answered to one command.
final class PostgreSQLResult {
    private let result: OpaquePointer

    /// Takes over the result, which ends with this object.
    init(takingOwnership result: OpaquePointer) {
        self.result = result
    }

    deinit {
        PQclear(result)
    }

    var status: ExecStatusType { PQresultStatus(result) }

    var isSuccess: Bool { status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK }

    /// The error of the command, if it is one.
    var error: PostgreSQLError? {
        guard status == PGRES_FATAL_ERROR else { return nil }
        return PostgreSQLError(
            sqlState: muniment_pq_sqlstate(result).map { String(cString: $0) },
            primaryMessage: muniment_pq_primary_message(result).map { String(cString: $0) })
    }

    /// The command's tag, such as `UPDATE 3`.
    var tag: String { PQcmdStatus(result).map { String(cString: $0) } ?? "" }

    /// How many rows an INSERT, UPDATE, DELETE or MERGE changed; 0 for everything else.
    var changedRows: Int {
        let word = tag.prefix { $0 != " " }
        guard ["INSERT", "UPDATE", "DELETE", "MERGE"].contains(word) else { return 0 }
        return PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
    }

    /// The types of the parameters, of a description.
    var parameterTypes: [PostgreSQLType] {
        (0..<PQnparams(result)).map { PostgreSQLType(number: PQparamtype(result, $0)) }
    }

    /// The names of the columns, of a description or of rows.
    var columnNames: [String] {
        (0..<PQnfields(result)).map { index in
            PQfname(result, index).map { String(cString: $0) } ?? ""
        }
    }

    /// The rows, which are in binary format.
    ///
    /// Throws `StorageError` with the name of a column of a type that `SQLValue` does not have.
    func rows(of statement: PostgreSQLStatement) throws -> [Row] {
        let types = (0..<PQnfields(result)).map { PostgreSQLType(number: PQftype(result, $0)) }
        if let index = types.firstIndex(where: { !Self.readable.contains($0) }) {
            throw unreadable(columnNames[index], types[index], in: statement)
        }
        return (0..<PQntuples(result)).map { row in
            Row(
                columns: statement.columns,
                values: types.indices.map { value(row: row, column: CInt($0), as: types[$0]) })
        }
    }

    /// The first column of the first row, which is in binary format.
    var firstValue: SQLValue? {
        guard PQntuples(result) > 0, PQnfields(result) > 0 else { return nil }
        return value(row: 0, column: 0, as: PostgreSQLType(number: PQftype(result, 0)))
    }

    /// The first row, which is in text format, with "" for NULL.
    var textsOfFirstRow: [String] {
        guard PQntuples(result) > 0 else { return [] }
        return (0..<PQnfields(result)).map { column in
            PQgetvalue(result, 0, column).map { String(cString: $0) } ?? ""
        }
    }

    private static let readable: Set<PostgreSQLType> = [
        .bool, .int2, .int4, .int8, .float4, .float8, .text, .varchar, .bpchar, .name, .unknown,
        .bytea, .void,
    ]

    private func unreadable(
        _ column: String, _ type: PostgreSQLType, in statement: PostgreSQLStatement
    ) -> StorageError {
        StorageError(
            .inputOutput,
            "The column \(column) of a result is of the type \(type.sqlName), which is not read. "
                + "CAST it to BIGINT, DOUBLE PRECISION, TEXT or BYTEA.",
            sql: statement.sql)
    }

    private func value(row: CInt, column: CInt, as type: PostgreSQLType) -> SQLValue {
        guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column)
        else { return .null }
        let bytes = UnsafeRawBufferPointer(
            start: start, count: Int(PQgetlength(result, row, column)))
        switch type {
        case .int8: return .integer(Self.integer(Int64.self, bytes))
        case .int4: return .integer(Int64(Self.integer(Int32.self, bytes)))
        case .int2: return .integer(Int64(Self.integer(Int16.self, bytes)))
        case .bool: return .integer(bytes.first == 0 ? 0 : 1)
        case .float8: return Self.real(Double(bitPattern: Self.integer(UInt64.self, bytes)))
        case .float4: return Self.real(Double(Float(bitPattern: Self.integer(UInt32.self, bytes))))
        case .bytea: return .blob([UInt8](bytes))
        case .void: return .null
        default: return .text(String(decoding: bytes, as: UTF8.self))
        }
    }

    /// A number in the order of bytes of the network, at whatever address.
    private static func integer<Integer: FixedWidthInteger>(
        _: Integer.Type, _ bytes: UnsafeRawBufferPointer
    ) -> Integer {
        Integer(bigEndian: bytes.loadUnaligned(as: Integer.self))
    }

    /// NaN is NULL, as in SQLite.
    private static func real(_ value: Double) -> SQLValue {
        value.isNaN ? .null : .real(value)
    }
}

@available(*, unavailable)
extension PostgreSQLResult: Sendable {}
