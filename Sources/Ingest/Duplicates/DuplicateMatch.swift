/// A stored version that looks like the one, or the file, that was asked about.
public struct DuplicateMatch: Sendable {
    public let document: Document
    public let version: Version
    /// What they are to each other; what was asked about is `a`.
    public let finding: DocumentFinding

    public init(document: Document, version: Version, finding: DocumentFinding) {
        self.document = document
        self.version = version
        self.finding = finding
    }
}
