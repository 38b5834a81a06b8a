public import Storage

/// What becomes of a file that is taken in, and who brings it.
public struct Submission: Sendable {
    /// Where its version goes.
    public enum Place: Sendable {
        /// The first version of a new document, unless the store's `ArrivalPolicy` finds it in
        /// another.
        case newDocument(DocumentDetails)
        /// The next version of a document that is there.
        case nextVersion(of: DocumentID, VersionDetails)
    }

    public var organization: OrganizationID
    public var author: SubjectID
    public var place: Place
    /// As the author's system called it; for people.
    public var fileName: String
    /// Whether a document may be named to the author, or linked to, because it has the same
    /// bytes; asked in the transaction that registers the version.
    public var maySee: @Sendable (DocumentID, any Connection) throws -> Bool

    public init(
        organization: OrganizationID, author: SubjectID, place: Place, fileName: String,
        maySee: @escaping @Sendable (DocumentID, any Connection) throws -> Bool = { _, _ in true }
    ) {
        self.organization = organization
        self.author = author
        self.place = place
        self.fileName = fileName
        self.maySee = maySee
    }
}

/// What its author says of a new document.
public struct DocumentDetails: Hashable, Sendable {
    /// Put on one line and cut to 255 code points.
    public var title: String
    /// At most 2,000 code points.
    public var description: String?
    public var generalAccess: GeneralAccess

    public init(
        title: String, description: String? = nil, generalAccess: GeneralAccess = .organization
    ) {
        self.title = title
        self.description = description
        self.generalAccess = generalAccess
    }
}

/// What its author says of a new version.
public struct VersionDetails: Hashable, Sendable {
    /// At most 255 code points.
    public var title: String?
    public var description: String?

    public init(title: String? = nil, description: String? = nil) {
        self.title = title
        self.description = description
    }
}

/// Who may open a document without a grant.
public enum GeneralAccess: String, CaseIterable, Sendable {
    case restricted
    /// Every member and bot of its organization.
    case organization
    /// Everybody who knows its name.
    case anyoneWithLink = "anyone_with_link"
}

extension String {
    /// As titles and descriptions are searched and sorted by: without case, in any script.
    public var foldedForSearch: String { lowercased() }
}
