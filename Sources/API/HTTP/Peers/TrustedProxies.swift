/// The proxies whose word on the client is believed.
struct TrustedProxies: Sendable {
    let ranges: [AddressRange]

    func contains(_ address: IPAddress) -> Bool {
        ranges.contains { $0.contains(address) }
    }

    /// The client that proxies pass on, in `X-Forwarded-For`: from the right, the first address
    /// that is no trusted proxy, or the leftmost where all are. What is no address ends the
    /// search, and the last proxy counts.
    func client(behind peer: IPAddress, forwardedFor values: [String]) -> IPAddress {
        var client = peer
        let hops = values.flatMap { $0.split(separator: ",") }.reversed()
        for hop in hops {
            guard contains(client), let address = Self.address(of: hop.trimmed) else { break }
            client = address
        }
        return client
    }

    /// Some proxies add the port.
    private static func address(of hop: Substring) -> IPAddress? {
        if let address = IPAddress(hop) { return address }
        guard let colon = hop.lastIndex(of: ":") else { return nil }
        return IPAddress(hop[..<colon])
    }
}
