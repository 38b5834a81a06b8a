public import Ingest
public import Storage

/// Which documents are asked for, and in what order. Conditions combine; of a list any may
/// hold, and an empty one is no condition.
public struct DocumentQuery: Hashable, Sendable {
    public enum Ownership: String, CaseIterable, Sendable {
        case owned
        case notOwned = "not_owned"
    }

    public enum TrashState: String, CaseIterable, Sendable {
        case active
        case trashed
    }

    /// Both bounds inclusive.
    public var createdAfter: Timestamp?
    public var createdBefore: Timestamp?
    public var createdBy: [SubjectID] = []
    public var generalAccess: [GeneralAccess] = []
    /// Where the newest version stands.
    public var states: [VersionState] = []
    /// Part of the title or the description, without case.
    public var text: String?
    public var titlePart: String?
    public var descriptionPart: String?
    public var ownership: [Ownership] = []
    public var trashStates: [TrashState] = [.active]
    /// Leaves out what was shared from other organizations.
    public var isOrganizationOnly = false
    public var order = DocumentOrder()

    public init() {}
}

/// The order of a list of documents; those with equal keys go by their names.
public struct DocumentOrder: Hashable, Sendable {
    public enum Key: String, CaseIterable, Sendable {
        case createdAt = "created_at"
        case updatedAt = "updated_at"
        case name
        case lastViewedAt = "last_viewed_at"
        case lastSharedAt = "last_shared_at"
    }

    public var key: Key
    public var isDescending: Bool

    /// Newest first by default.
    public init(_ key: Key = .createdAt, isDescending: Bool = true) {
        self.key = key
        self.isDescending = isDescending
    }

    /// Reads a key, with a hyphen before it for the descending order.
    public init?(_ text: String) {
        isDescending = text.hasPrefix("-")
        guard let key = Key(rawValue: isDescending ? String(text.dropFirst()) : text) else {
            return nil
        }
        self.key = key
    }

    /// As `init(_:)` reads it.
    public var text: String { (isDescending ? "-" : "") + key.rawValue }

    /// What is compared in the database.
    var expression: String {
        switch key {
        case .createdAt: "documents.created_at"
        case .updatedAt: "documents.updated_at"
        case .name: "documents.folded_title"
        case .lastViewedAt: "COALESCE(document_views.last_viewed_at, 0)"
        case .lastSharedAt: "COALESCE(grants.created_at, 0)"
        }
    }
}

/// A part of a list, and how to go on from it.
public struct DocumentPage: Hashable, Sendable {
    public let documents: [DocumentView]
    public let next: DocumentCursor?
    public let previous: DocumentCursor?
}
