internal import Foundation
public import Storage

/// A line of a document's timeline as it is written; what kinds there are is known by whoever
/// reads timelines.
public struct EventRow: Sendable {
    let document: DocumentID
    let version: VersionID?
    let kind: String
    let actor: SubjectID?
    let payload: [String: String]

    /// - Parameters:
    ///   - actor: `nil` for somebody with a link, and for the store itself.
    ///   - payload: Further facts, by name.
    public init(
        _ kind: String, of document: DocumentID, version: VersionID? = nil, by actor: SubjectID?,
        payload: [String: String] = [:]
    ) {
        self.document = document
        self.version = version
        self.kind = kind
        self.actor = actor
        self.payload = payload
    }

    /// Writes it in the transaction of what it tells of.
    public func insert(at now: Timestamp, on db: any Connection) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(payload), as: UTF8.self)
        try db.execute(
            Self.insert, [UUIDv7(at: now).text, document, version, kind, actor, now, text])
    }

    private static let insert = """
        INSERT INTO events (id, document_id, version_id, kind, actor_id, occurred_at, payload)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """
}
