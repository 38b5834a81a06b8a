/// How long the body of a request is.
enum BodyFraming: Hashable, Sendable {
    case none
    case length(Int)
    case chunked

    /// 0 when there is none, `nil` for chunks.
    var contentLength: Int? {
        switch self {
        case .none: 0
        case .length(let count): count
        case .chunked: nil
        }
    }

    /// Reads what a head says, and refuses what two programs could understand differently
    /// (RFC 9112, 6.1 and 6.3): two lengths, a length beside chunks, encodings but `chunked`.
    init(of fields: HeaderFields, isHTTP10: Bool) throws {
        let lengths = fields.values("content-length")
        let encodings = fields.values("transfer-encoding")
        guard !encodings.isEmpty else {
            self = try Self.length(lengths)
            return
        }
        guard lengths.isEmpty, !isHTTP10 else {
            throw HTTPError(.badRequest, "Transfer-Encoding may not stand here.")
        }
        guard encodings.count == 1, encodings[0].equalsIgnoringCase("chunked") else {
            throw HTTPError(.notImplemented, "Only chunked is known as Transfer-Encoding.")
        }
        self = .chunked
    }

    private static func length(_ values: [String]) throws -> BodyFraming {
        guard let text = values.first else { return .none }
        guard values.count == 1, text.utf8.allSatisfy({ (48...57).contains($0) }),
            let count = Int(text)
        else { throw HTTPError(.badRequest, "Content-Length has to be one number.") }
        return count == 0 ? .none : .length(count)
    }
}
