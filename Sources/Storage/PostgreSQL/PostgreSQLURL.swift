internal import CPostgres

/// The parameters of a connection, read from a URL by libpq.
struct PostgreSQLURL: Sendable {
    /// Each parameter once, those that the URL does not give with our own values.
    let parameters: [String: String]

    /// Reads `postgres://…` or `postgresql://…`.
    ///
    /// Throws `.unavailable` for anything else, without a word of the URL: what is wrong with it
    /// may be that a part of the password is taken for something else.
    init(_ url: String) throws {
        guard url.hasPrefix("postgres://") || url.hasPrefix("postgresql://") else {
            throw Self.error("It does not begin with postgres://.")
        }
        let given = try Self.parse(url)
        let ports = given["port"]?.split(separator: ",", omittingEmptySubsequences: false) ?? []
        guard ports.allSatisfy({ $0.isEmpty || (UInt16($0) ?? 0) > 0 }) else {
            throw Self.error("Its port is not a number from 1 to 65535.")
        }
        guard given["connect_timeout"].map({ Int($0) != nil }) ?? true else {
            throw Self.error("Its connect_timeout is not a number of seconds.")
        }
        parameters = Self.defaults.merging(given) { $1 }.merging(Self.fixed) { $1 }
    }

    /// How long one attempt to connect may take: libpq's `connect_timeout`, for all hosts of the
    /// URL together. 0 or less is no limit there, an hour here.
    var connectTimeout: Duration {
        let seconds = parameters["connect_timeout"].flatMap { Int($0) } ?? 0
        return .seconds(seconds > 0 ? seconds : 3_600)
    }

    /// Calls `body` with libpq's two parallel arrays, which end in `nil`.
    func withParameters<Result>(
        _ body: ([UnsafePointer<CChar>?], [UnsafePointer<CChar>?]) -> Result
    ) -> Result {
        let texts = parameters.flatMap { [$0.key, $0.value] }.map { Array($0.utf8CString) }
        let joined = texts.flatMap { $0 }
        return joined.withUnsafeBufferPointer { buffer in
            var next = buffer.baseAddress
            let addresses = texts.map { text in
                defer { next = next?.advanced(by: text.count) }
                return next
            }
            let keywords = stride(from: 0, to: addresses.count, by: 2).map { addresses[$0] }
            let values = stride(from: 1, to: addresses.count, by: 2).map { addresses[$0] }
            return body(keywords + [nil], values + [nil])
        }
    }

    /// A server that is gone without a word is noticed after half a minute, not after the hours
    /// of the kernel's defaults.
    private static let defaults = [
        "application_name": "muniment", "connect_timeout": "5", "keepalives_idle": "10",
        "keepalives_interval": "5", "keepalives_count": "4", "tcp_user_timeout": "30000",
    ]

    private static let fixed = ["client_encoding": "UTF8"]

    private static func parse(_ url: String) throws -> [String: String] {
        var complaint: UnsafeMutablePointer<CChar>?
        let options = PQconninfoParse(url, &complaint)
        defer {
            PQconninfoFree(options)
            PQfreemem(complaint)
        }
        guard var option = options else {
            let isUnknown = complaint.map { String(cString: $0) }?
                .contains("invalid URI query parameter") ?? false
            throw error(isUnknown ? "It has a parameter that libpq does not know." : "")
        }
        var given: [String: String] = [:]
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val {
                given[String(cString: keyword)] = String(cString: value)
            }
            option += 1
        }
        return given
    }

    private static func error(_ what: String) -> StorageError {
        StorageError(
            .unavailable,
            ["The database's URL cannot be read.", what].filter { !$0.isEmpty }
                .joined(separator: " ")
                + " It has the form postgres://USER@HOST:PORT/DATABASE?sslmode=require, and in a "
                + "password the characters : / ? # [ ] @ % are escaped, @ as %40.")
    }
}
