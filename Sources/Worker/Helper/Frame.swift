/// One message between a helper and its parent.
///
/// On the wire: the length of the payload (four bytes, little-endian), the kind
/// (one byte), the payload.
public struct Frame: Hashable, Sendable {
    /// What the payload is; the handler's to define.
    public var kind: UInt8
    public var payload: [UInt8]

    /// The bytes before the payload.
    static let headerLength = 5

    public init(kind: UInt8, payload: [UInt8] = []) {
        self.kind = kind
        self.payload = payload
    }

    var header: [UInt8] {
        let length = UInt32(payload.count)
        return [
            UInt8(truncatingIfNeeded: length), UInt8(truncatingIfNeeded: length >> 8),
            UInt8(truncatingIfNeeded: length >> 16), UInt8(truncatingIfNeeded: length >> 24), kind,
        ]
    }

    /// Reads a header: the payload's length and the kind.
    static func parse(header: [UInt8]) -> (length: Int, kind: UInt8) {
        let length = (0..<4).reduce(0) { $0 | Int(header[$1]) << (8 * $1) }
        return (length, header[4])
    }
}
