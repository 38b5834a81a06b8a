public import Ingest
public import PDF
public import Storage

/// An entry page as it is asked for.
public struct EntryPageOrder: Sendable {
    public var document: DocumentID
    /// The current one where it is `nil`.
    public var version: VersionID?
    /// The name or address that the page is prepared for; whoever asks where it is `nil`.
    public var recipient: String?
    /// Until when the page says that it is valid; for `defaultValidity` where it is `nil`.
    public var validUntil: Timestamp?
    /// How long the link to it is good; `LinkSettings.defaultLifetime` where it is `nil`.
    public var lifetime: Duration?
    /// As the organization has it where it is `nil`.
    public var paper: EntryPageLook.Paper?
    /// What the address on the page begins with, such as `https://documents.example`.
    public var publicURL: String

    /// 30 days.
    public static let defaultValidity: Duration = .seconds(30 * 86_400)
    /// Ten years.
    public static let longestValidity: Duration = .seconds(315_360_000)

    public init(document: DocumentID, publicURL: String) {
        (self.document, self.publicURL) = (document, publicURL)
    }
}
