/// The head of one request, read once and shared by all copies of it.
final class RequestHead: Sendable {
    let id: String
    let method: HTTPMethod
    let target: String
    let rawPath: Substring
    let rawQuery: Substring?
    let fields: HeaderFields
    let framing: BodyFraming
    let isHTTP10: Bool
    let peer: PeerFacts
    let trace = RequestTrace()
    /// The authority in a target that has one, as proxies send it.
    private let targetHost: Substring?

    /// Throws `HTTPError` for a head that is malformed or that proxies could read otherwise.
    init(
        id: String, method: HTTPMethod, target: String, fields: HeaderFields, isHTTP10: Bool,
        peer: PeerFacts
    ) throws {
        self.id = id
        self.method = method
        self.target = target
        self.fields = fields
        self.isHTTP10 = isHTTP10
        self.peer = peer
        let parts = try TargetParts(target)
        (targetHost, rawPath, rawQuery) = (parts.host, parts.path, parts.query)
        framing = try BodyFraming(of: fields, isHTTP10: isHTTP10)
        try checkHost()
    }

    /// Stands for a head that could not be read, for the words of an error.
    init(unreadable target: String, id: String, method: HTTPMethod, peer: PeerFacts) {
        self.id = id
        self.method = method
        self.target = target
        self.peer = peer
        rawPath = target.prefix { $0 != "?" }
        (rawQuery, targetHost) = (nil, nil)
        fields = HeaderFields(bytes: [], places: [])
        framing = .none
        isHTTP10 = false
    }

    /// RFC 9112, 3.2: exactly one `Host`.
    private func checkHost() throws {
        let hosts = fields.values("host")
        guard hosts.count == 1 || (isHTTP10 && hosts.isEmpty),
            hosts.allSatisfy({ $0.utf8.allSatisfy(Self.isHostByte) })
        else { throw HTTPError(.badRequest, "There has to be one Host header.") }
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: ":"), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: "%"):
            true
        default: false
        }
    }

    func header(_ name: String) -> String? { fields.joined(name) }

    func headers(_ name: String) -> [String] { fields.values(name) }

    var allHeaders: [(name: String, value: String)] { fields.all }

    /// The client's address, proxies looked through.
    var client: String {
        guard let address = peer.address, peer.isTrustedProxy else { return peer.text }
        return peer.proxies
            .client(behind: address, forwardedFor: fields.values("x-forwarded-for"))
            .description
    }

    var origin: RequestOrigin {
        let host = targetHost.map(String.init) ?? fields.values("host").first ?? ""
        return RequestOrigin(
            client: client, scheme: forwarded("x-forwarded-proto") ?? peer.scheme,
            host: forwarded("x-forwarded-host") ?? host)
    }

    /// What the nearest proxy says, which is the last of several values, where it is believed.
    private func forwarded(_ name: StaticString) -> String? {
        guard peer.isTrustedProxy, let values = fields.values(name).last else { return nil }
        return values.split(separator: ",").last.map { String($0.trimmed) }
    }
}
