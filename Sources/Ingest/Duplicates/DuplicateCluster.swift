/// Versions that are forms of one document.
public struct DuplicateCluster: Sendable {
    /// The one to keep first, then by likeness to it.
    public let members: [DuplicateMember]
    /// The one to keep, if only one is kept.
    public let keep: VersionID
    /// Why that one, for people.
    public let reason: String

    public init(members: [DuplicateMember], keep: VersionID, reason: String) {
        self.members = members
        self.keep = keep
        self.reason = reason
    }
}

/// A version in a cluster.
public struct DuplicateMember: Sendable {
    public let document: Document
    public let version: Version
    /// What it is to the kept one, or to the member that connects it where the two were
    /// never compared; `sameBytes` for the kept one itself.
    public let verdict: DuplicateVerdict
    /// How sure that is, 0…1.
    public let score: Double

    public init(document: Document, version: Version, verdict: DuplicateVerdict, score: Double) {
        self.document = document
        self.version = version
        self.verdict = verdict
        self.score = score
    }
}
