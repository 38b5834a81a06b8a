/// What an entry page says. Everything but the title can be missing; its line is left out.
///
/// All of it is data, already in the words and the form that the reader is to see; the labels
/// beside it are the page's own, in the language of `EntryPageLook`.
public struct EntryPageContent: Hashable, Sendable {
    /// The name of whose document it is.
    public var organization: String?
    public var title: String
    public var description: String?
    /// Such as `3`.
    public var version: String?
    /// Of the version.
    public var date: String?
    public var author: String?
    public var pageCount: Int?
    public var documentID: String?
    /// The first page: a file in JPEG, which is embedded as it is, or in PNG.
    public var thumbnail: [UInt8]?
    /// The SHA-256 of the document's file, in hexadecimal.
    public var digest: String?
    /// Where the document is, in full: what the QR code says and a click opens.
    public var address: String?
    /// The address as it is written out; `address` where this is `nil`.
    public var shownAddress: String?
    /// For whom the page was made.
    public var recipient: String?
    /// When it was made.
    public var preparedOn: String?
    public var validUntil: String?
    /// What stands across the page, a line each: the viewer and the time.
    public var mark: [String]

    public init(title: String, mark: [String] = []) {
        self.title = title
        self.mark = mark
    }
}
