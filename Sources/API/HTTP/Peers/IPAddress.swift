internal import Foundation

/// An address of the Internet; those of IPv4 are kept as IPv6 maps them.
public struct IPAddress: Hashable, Sendable {
    /// The first and the last eight bytes, most significant first.
    let high: UInt64
    let low: UInt64

    /// Reads `192.0.2.7`, `2001:db8::1`, or one with brackets; `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        var text = String(text)
        if text.hasPrefix("["), text.hasSuffix("]") { text = String(text.dropFirst().dropLast()) }
        var short = in_addr()
        if inet_pton(AF_INET, text, &short) == 1 {
            self.init(short)
            return
        }
        var long = in6_addr()
        guard inet_pton(AF_INET6, text, &long) == 1 else { return nil }
        self.init(long)
    }

    /// The address of a socket; `nil` for other families.
    init?(_ address: UnsafePointer<sockaddr>) {
        let raw = UnsafeRawPointer(address)
        switch Int32(address.pointee.sa_family) {
        case AF_INET: self.init(raw.load(as: sockaddr_in.self).sin_addr)
        case AF_INET6: self.init(raw.load(as: sockaddr_in6.self).sin6_addr)
        default: return nil
        }
    }

    private init(_ address: in_addr) {
        high = 0
        low = Self.mappedPrefix << 32 | UInt64(UInt32(bigEndian: address.s_addr))
    }

    private init(_ address: in6_addr) {
        (high, low) = withUnsafeBytes(of: address) {
            (
                UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)),
                UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            )
        }
    }

    /// Whether this is an address of IPv4.
    var isShort: Bool { high == 0 && low >> 32 == Self.mappedPrefix }

    private static let mappedPrefix: UInt64 = 0xffff
}

extension IPAddress: CustomStringConvertible {
    /// The usual text, without brackets.
    public var description: String {
        if isShort {
            return [24, 16, 8, 0].map { String(low >> UInt64($0) & 255) }.joined(separator: ".")
        }
        var address = in6_addr()
        withUnsafeMutableBytes(of: &address) {
            $0.storeBytes(of: high.bigEndian, as: UInt64.self)
            $0.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
        }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        inet_ntop(AF_INET6, &address, &text, socklen_t(text.count))
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    }
}
