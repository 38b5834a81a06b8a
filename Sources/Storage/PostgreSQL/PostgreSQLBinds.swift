internal import Foundation

/// The values of a statement's binds in the server's binary format.
struct PostgreSQLBinds {
    /// One byte more than the values have, so that there is an address even for an empty one.
    private var bytes: [UInt8] = [0]
    /// Where in `bytes` each value is; `nil` is NULL.
    private var ranges: [Range<Int>?] = []

    static let none = PostgreSQLBinds()

    private init() {}

    /// Writes each value in the type that the server found for it.
    ///
    /// Throws `StorageError` with the number of a bind that has no such value.
    init(_ binds: [any SQLBindable], for statement: PostgreSQLStatement) throws {
        let count = statement.parameters.count
        precondition(count <= binds.count, "no value for $\(count): \(statement.sql)")
        for (index, type) in statement.parameters.enumerated() {
            let value = binds[index].sqlValue
            guard try append(value, as: type) else {
                throw StorageError(
                    .inputOutput,
                    "$\(index + 1) of a statement is of the type \(type.sqlName), and the value "
                        + "for it is none or out of its range. CAST it to the type that is meant.",
                    sql: statement.sql)
            }
        }
    }

    /// Calls `body` with the number of binds, their addresses (`nil` is NULL), lengths and formats.
    func withPointers<Result>(
        _ body: (CInt, [UnsafePointer<CChar>?], [CInt], [CInt]) -> Result
    ) -> Result {
        bytes.withUnsafeBytes { buffer in
            let base = buffer.bindMemory(to: CChar.self).baseAddress
            let addresses = ranges.map { range in range.flatMap { base?.advanced(by: $0.lowerBound) } }
            let lengths = ranges.map { CInt($0?.count ?? 0) }
            return body(CInt(ranges.count), addresses, lengths, ranges.map { _ in Self.binary })
        }
    }

    private static let binary: CInt = 1

    private mutating func append(_ value: SQLValue, as type: PostgreSQLType) throws -> Bool {
        switch value {
        case .null: appendNull()
        case .integer(let value): return append(integer: value, as: type)
        case .real(let value): return append(real: value, as: type)
        case .text(let value): return append(text: value, as: type)
        case .blob(let value):
            guard type == .bytea else { return false }
            append(value)
        }
        return true
    }

    private mutating func append(integer value: Int64, as type: PostgreSQLType) -> Bool {
        switch type {
        case .int8: append(bigEndian: value)
        case .int4: return append(value, within: Int32.self)
        case .int2: return append(value, within: Int16.self)
        case .float8, .float4: return append(real: Double(value), as: type)
        case .bool where value == 0 || value == 1: append([UInt8(value)])
        default: return false
        }
        return true
    }

    private mutating func append<Integer: FixedWidthInteger>(
        _ value: Int64, within _: Integer.Type
    ) -> Bool {
        guard let value = Integer(exactly: value) else { return false }
        append(bigEndian: value)
        return true
    }

    /// NaN is NULL, as in SQLite.
    private mutating func append(real value: Double, as type: PostgreSQLType) -> Bool {
        switch type {
        case _ where value.isNaN: appendNull()
        case .float8: append(bigEndian: value.bitPattern)
        case .float4: append(bigEndian: Float(value).bitPattern)
        default: return false
        }
        return true
    }

    private mutating func append(text: String, as type: PostgreSQLType) -> Bool {
        switch type {
        case .text, .varchar, .bpchar, .name, .unknown: append(text.withoutNUL.utf8)
        default: return false
        }
        return true
    }

    private mutating func append(bigEndian value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.bigEndian) { append($0) }
    }

    private mutating func append(_ value: some Sequence<UInt8>) {
        let start = bytes.count
        bytes.append(contentsOf: value)
        ranges.append(start..<bytes.count)
    }

    private mutating func appendNull() {
        ranges.append(nil)
    }
}
