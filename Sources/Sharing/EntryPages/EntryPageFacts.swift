internal import Hashing
public import Ingest
internal import PDF
public import Storage

/// What is looked up for an entry page.
struct EntryPageFacts {
    let document: DocumentView
    let version: VersionView
    let organization: OrganizationDetails
    let viewer: Viewer
    let pageCount: Int?
    /// The first page's picture.
    let thumbnail: Digest?
    /// Whether whoever asks gets marked copies alone.
    let isMarkRequired: Bool
    let moment: Timestamp

    /// What the page says, besides its pictures.
    func content(for order: EntryPageOrder) -> EntryPageContent {
        var content = EntryPageContent(
            title: document.title, mark: [viewer.name, "\(moment.day) \(moment.minute)"])
        content.organization = organization.name
        content.description = document.description
        content.version = String(version.version.number)
        content.date = version.version.createdAt.day
        content.author = version.createdBy.name
        content.pageCount = pageCount
        content.documentID = document.id.text
        content.digest = version.version.digest.hex
        content.address = ShortAddress.of(document.id, publicURL: order.publicURL)
        content.recipient = viewer.name
        content.preparedOn = moment.day
        let end = order.validUntil ?? moment + EntryPageOrder.defaultValidity
        content.validUntil = "\(end.day) \(end.minute)"
        return content
    }

    /// How it looks, without the logo. Whoever gets marked copies alone gets no picture of a page.
    func look(for order: EntryPageOrder) -> EntryPageLook {
        var look = organization.look
        look.paper = order.paper ?? look.paper
        if isMarkRequired { look.lines.remove(.thumbnail) }
        return look
    }
}

/// The address on paper, by which people find a document.
public enum ShortAddress {
    /// What its path begins with.
    public static let prefix = "/d"

    public static func of(_ document: DocumentID, publicURL: String) -> String {
        "\(publicURL)\(prefix)/\(document)"
    }
}
