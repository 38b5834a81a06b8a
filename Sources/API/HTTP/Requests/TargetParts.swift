/// The target of a request taken apart: a path and a query, or a whole address, as proxies send
/// it (RFC 9112, 3.2).
struct TargetParts {
    let host: Substring?
    let path: Substring
    let query: Substring?

    /// Throws `HTTPError` with `.badRequest` for bytes that no address has.
    init(_ target: String) throws {
        guard target.utf8.allSatisfy({ $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "#") }) else {
            throw HTTPError(.badRequest, "The address has a byte that has to be sent as %XX.")
        }
        let question = target.utf8.firstIndex(of: UInt8(ascii: "?"))
        query = question.map { target[target.index(after: $0)...] }
        let front = target[..<(question ?? target.endIndex)]
        (host, path) = Self.split(front)
    }

    private static func split(_ front: Substring) -> (host: Substring?, path: Substring) {
        guard front.utf8.first != UInt8(ascii: "/") else { return (nil, front) }
        for scheme in ["http://", "https://"] where front.lowercased().hasPrefix(scheme) {
            let rest = front.dropFirst(scheme.count)
            let slash = rest.firstIndex(of: "/") ?? rest.endIndex
            return (rest[..<slash], slash == rest.endIndex ? "/" : rest[slash...])
        }
        return (nil, front)
    }
}
