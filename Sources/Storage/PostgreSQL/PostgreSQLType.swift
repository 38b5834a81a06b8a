/// A type of the server by its number, which is the same on every server for those built in.
struct PostgreSQLType: Hashable {
    let number: UInt32

    static let bool = PostgreSQLType(number: 16)
    static let bytea = PostgreSQLType(number: 17)
    static let name = PostgreSQLType(number: 19)
    static let int8 = PostgreSQLType(number: 20)
    static let int2 = PostgreSQLType(number: 21)
    static let int4 = PostgreSQLType(number: 23)
    static let text = PostgreSQLType(number: 25)
    static let float4 = PostgreSQLType(number: 700)
    static let float8 = PostgreSQLType(number: 701)
    static let unknown = PostgreSQLType(number: 705)
    static let bpchar = PostgreSQLType(number: 1042)
    static let varchar = PostgreSQLType(number: 1043)
    /// What a function has that returns nothing.
    static let void = PostgreSQLType(number: 2278)

    /// What SQL calls it, for errors.
    var sqlName: String { Self.sqlNames[number] ?? "type \(number)" }

    private static let sqlNames: [UInt32: String] = [
        16: "boolean", 17: "bytea", 19: "name", 20: "bigint", 21: "smallint", 23: "integer",
        25: "text", 26: "oid", 114: "json", 700: "real", 701: "double precision",
        705: "unknown", 1042: "character", 1043: "character varying", 1082: "date",
        1114: "timestamp", 1184: "timestamp with time zone", 1186: "interval", 1700: "numeric",
        2205: "regclass", 2950: "uuid", 3802: "jsonb",
    ]
}
