public import Hashing

/// A copy of a document with a mark on every page, in the blob store.
public struct MarkedCopy: Hashable, Sendable {
    public var digest: Digest
    public var byteCount: Int
    /// As many as the document has.
    public var pageCount: Int
    /// What was made: a burned copy where a vector copy was asked for and could not be made.
    public var kind: CopyKind
    /// Pages (from 0, ascending) that could not be drawn: a page that says so stands in the
    /// place of each, marked like the others.
    public var substitutedPages: [Int]
    /// Characters of the mark for which no font has a glyph, each once.
    public var missing: [Unicode.Scalar]

    public init(
        digest: Digest, byteCount: Int, pageCount: Int, kind: CopyKind,
        substitutedPages: [Int] = [], missing: [Unicode.Scalar] = []
    ) {
        self.digest = digest
        self.byteCount = byteCount
        self.pageCount = pageCount
        self.kind = kind
        self.substitutedPages = substitutedPages
        self.missing = missing
    }
}
