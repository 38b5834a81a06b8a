/// A PDF that was drawn here.
public struct DrawnPDF: Hashable, Sendable {
    public var bytes: [UInt8]
    /// Each character, once and in order, that no installed font has. On the pages its
    /// number stands in its place, as `[U+1F9FF]`: to be logged as an error.
    public var missing: [Unicode.Scalar]

    public init(bytes: [UInt8], missing: [Unicode.Scalar] = []) {
        self.bytes = bytes
        self.missing = missing
    }
}
