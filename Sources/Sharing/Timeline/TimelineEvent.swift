internal import Foundation
public import Ingest
public import Storage

/// Something that happened to a document.
public struct TimelineEvent: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Sendable {
        case documentCreated = "document_created"
        case documentUpdated = "document_updated"
        case documentVersionUploaded = "document_version_uploaded"
        /// Somebody opened its content.
        case documentLoaded = "document_loaded"
        case documentDownloaded = "document_downloaded"
        case documentExported = "document_exported"
        /// Somebody got an entry page that leads to it.
        case documentEntryPageDownloaded = "document_entry_page_downloaded"
        /// Which watermark its copies carry, and for whom, was set or cleared.
        case documentWatermarkChanged = "document_watermark_changed"
        case documentTrashed = "document_trashed"
        case documentRestored = "document_restored"
        case documentTransferred = "document_transferred"
        case linkRevoked = "link_revoked"
        /// Damaged bytes of a version, or of what was made of it, were moved out of the way.
        case documentVersionQuarantined = "document_version_quarantined"
        /// Damaged or missing bytes of it are right again.
        case documentVersionRepaired = "document_version_repaired"
    }

    /// A UUID of version 7.
    public let id: String
    public let document: DocumentID
    public let version: VersionID?
    public let kind: Kind
    /// `nil` for somebody with a link, and for the store itself.
    public let actor: SubjectReference?
    public let occurredAt: Timestamp
    /// Further facts, by name.
    public let payload: [String: String]
}

extension TimelineEvent {
    /// Writes an event in the transaction of what it tells of.
    static func append(
        _ kind: Kind, to document: DocumentID, version: VersionID? = nil, by actor: SubjectID?,
        at now: Timestamp, payload: [String: String] = [:], on db: any Connection
    ) throws {
        try EventRow(
            kind.rawValue, of: document, version: version, by: actor, payload: payload
        ).insert(at: now, on: db)
    }

    init(row: Row) throws {
        guard let kind = Kind(rawValue: try row.text("kind")) else {
            throw StorageError(.corrupt, "An event's row is damaged. Restore a backup.")
        }
        self.kind = kind
        id = try row.text("id")
        document = try row.identifier("document_id")
        version = try row.optionalText("version_id").flatMap { VersionID($0) }
        actor = try row.optionalSubject("actor_id").map {
            SubjectReference(id: $0, name: try row.text("actor_name"))
        }
        occurredAt = try row.timestamp("occurred_at")
        payload = try JSONDecoder().decode(
            [String: String].self, from: Data(try row.text("payload").utf8))
    }
}
