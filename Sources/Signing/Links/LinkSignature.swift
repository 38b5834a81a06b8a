internal import Hashing

/// A code as it stands in a link: 43 letters of base 64 (RFC 4648, 5) without padding.
struct LinkSignature: Sequence {
    static let length = 43

    private let digest: Digest

    init(_ digest: Digest) {
        self.digest = digest
    }

    func makeIterator() -> Iterator { Iterator(bytes: digest.bytes) }

    /// Six bits at a time, from the most significant ones on.
    struct Iterator: IteratorProtocol {
        let bytes: [UInt8]
        private var index = 0
        private var bits: UInt32 = 0
        private var count = 0

        init(bytes: [UInt8]) {
            self.bytes = bytes
        }

        mutating func next() -> UInt8? {
            if count < 6 {
                guard index < bytes.count else { return last() }
                bits = bits << 8 | UInt32(bytes[index])
                index += 1
                count += 8
            }
            count -= 6
            return Self.letters[Int(bits >> UInt32(count) & 63)]
        }

        private mutating func last() -> UInt8? {
            guard count > 0 else { return nil }
            defer { count = 0 }
            return Self.letters[Int(bits << UInt32(6 - count) & 63)]
        }

        private static let letters = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    }
}
