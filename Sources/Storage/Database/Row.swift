/// One row of a result, copied out of the database.
///
/// Columns are found by the name that the statement gives them. Asking for a
/// column that the statement does not have is a programmer's error and traps;
/// a value of another type than asked for throws `StorageError(.corrupt)`.
public struct Row: Sendable {
    let columns: ColumnNames
    let values: [SQLValue]

    /// The stored value of a column.
    public subscript(_ column: String) -> SQLValue {
        guard let index = columns.index[column] else {
            preconditionFailure("the statement has no column named \(column)")
        }
        return values[index]
    }

    /// An integer that may not be NULL.
    public func integer(_ column: String) throws -> Int64 {
        try required(optionalInteger(column), column)
    }

    /// An integer, or `nil` for NULL.
    public func optionalInteger(_ column: String) throws -> Int64? {
        switch self[column] {
        case .integer(let value): value
        case .null: nil
        default: throw mismatch(column)
        }
    }

    /// An integer as a count or index.
    public func int(_ column: String) throws -> Int {
        Int(try integer(column))
    }

    /// A floating-point number that may not be NULL; integers are widened.
    public func real(_ column: String) throws -> Double {
        switch self[column] {
        case .real(let value): value
        case .integer(let value): Double(value)
        default: throw mismatch(column)
        }
    }

    /// A truth value stored as 0 or 1.
    public func bool(_ column: String) throws -> Bool {
        try integer(column) != 0
    }

    /// A text that may not be NULL.
    public func text(_ column: String) throws -> String {
        try required(optionalText(column), column)
    }

    /// A text, or `nil` for NULL.
    public func optionalText(_ column: String) throws -> String? {
        switch self[column] {
        case .text(let value): value
        case .null: nil
        default: throw mismatch(column)
        }
    }

    /// Bytes that may not be NULL.
    public func blob(_ column: String) throws -> [UInt8] {
        try required(optionalBlob(column), column)
    }

    /// Bytes, or `nil` for NULL.
    public func optionalBlob(_ column: String) throws -> [UInt8]? {
        switch self[column] {
        case .blob(let value): value
        case .null: nil
        default: throw mismatch(column)
        }
    }

    private func required<Value>(_ value: Value?, _ column: String) throws -> Value {
        guard let value else { throw mismatch(column) }
        return value
    }

    private func mismatch(_ column: String) -> StorageError {
        StorageError(
            .corrupt,
            "The column \(column) holds a value of another type. Run `muniment verify`.")
    }
}

/// The names of a statement's columns, shared by all of its rows.
final class ColumnNames: Sendable {
    let index: [String: Int]

    init(_ names: [String]) {
        index = Dictionary(
            names.enumerated().map { ($0.element, $0.offset) },
            uniquingKeysWith: { first, _ in first })
    }
}
