public import Storage

/// A link that opens bytes for whoever has it, without any other credential. As secret as what
/// it opens.
public struct ExportLink: Hashable, Sendable {
    /// Names the link where it is to be revoked, and in the timeline.
    public let id: LinkID
    /// Path and query, from the first slash on. Any host and scheme may stand before it.
    public let path: String
    public let expiresAt: Timestamp
    /// Characters of what was drawn for it that no installed font has: a fault to be logged, by
    /// their numbers alone.
    public internal(set) var missingGlyphs: [Unicode.Scalar] = []
}

extension ExportLink: CustomStringConvertible, CustomDebugStringConvertible {
    /// Never the signature.
    public var description: String { "ExportLink(\(id))" }
    public var debugDescription: String { description }
}
