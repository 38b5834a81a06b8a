/// What is known of the other end of a connection from its start.
struct PeerFacts: Sendable {
    let address: IPAddress?
    let text: String
    let isEncrypted: Bool
    let isTrustedProxy: Bool
    let proxies: TrustedProxies

    init(_ address: IPAddress?, isEncrypted: Bool, proxies: TrustedProxies) {
        self.address = address
        self.isEncrypted = isEncrypted
        self.proxies = proxies
        text = address?.description ?? ""
        isTrustedProxy = address.map(proxies.contains) ?? false
    }

    var scheme: String { isEncrypted ? "https" : "http" }
}
