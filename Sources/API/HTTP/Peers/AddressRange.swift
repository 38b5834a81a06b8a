/// All addresses that begin alike, such as `10.0.0.0/8` or `2001:db8::/32`.
public struct AddressRange: Hashable, Sendable {
    private let first: IPAddress
    /// Of the 128 bits of an address, how many have to be those of `first`.
    private let fixedBits: Int

    /// Reads an address, or an address and a number of bits after a slash; `nil` for anything
    /// else.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = parts.first.flatMap({ IPAddress($0) }) else { return nil }
        let width = address.isShort ? 32 : 128
        guard let bits = parts.count == 2 ? Int(parts[1]) : width, (0...width).contains(bits)
        else { return nil }
        first = address
        fixedBits = 128 - width + bits
    }

    /// Whether the address is one of them.
    public func contains(_ address: IPAddress) -> Bool {
        let (high, low) = (address.high ^ first.high, address.low ^ first.low)
        // Swift shifts by 64 or more to 0, as it should be here.
        return high >> (64 - min(64, fixedBits)) == 0 && low >> (64 - max(0, fixedBits - 64)) == 0
    }
}
