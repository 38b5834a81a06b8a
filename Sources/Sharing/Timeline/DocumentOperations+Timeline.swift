public import Ingest
public import Storage

/// A part of a timeline.
public struct TimelinePage: Hashable, Sendable {
    public let events: [TimelineEvent]
    /// The event to go on after; `nil` at the end.
    public let next: String?
}

extension DocumentOperations {
    /// What happened to a document, newest first, after the event `cursor` where one is named.
    ///
    /// Who has `viewTimeline` sees everything, others what they did themselves.
    public func timeline(
        of id: DocumentID, after cursor: String?, limit: Int, as subject: Subject
    ) throws -> TimelinePage {
        try store.database.read { db in
            let access = try DocumentAccess.find(
                id, for: subject, at: store.database.now(), on: db)
            try access.require(.open, of: subject, on: id)
            let seesAll = access.permits(.viewTimeline, to: subject)
            let events = try db.query(
                Self.selectEvents,
                [id, cursor ?? "g", seesAll ? nil : subject.id.text, limit + 1]
            ).map(TimelineEvent.init(row:))
            let shown = Array(events.prefix(limit))
            return TimelinePage(events: shown, next: events.count > limit ? shown.last?.id : nil)
        }
    }

    /// "g" sorts behind every hexadecimal digit.
    private static let selectEvents = """
        SELECT
            events.id, events.document_id, events.version_id, events.kind, events.actor_id,
            events.occurred_at, events.payload,
            COALESCE(users.name, bots.name, events.actor_id) AS actor_name
        FROM events
        LEFT JOIN users ON users.id = events.actor_id
        LEFT JOIN bots ON bots.id = events.actor_id
        WHERE events.document_id = $1
            AND events.id < $2
            AND (CAST($3 AS TEXT) IS NULL OR events.actor_id = $3)
        ORDER BY events.id DESC
        LIMIT $4
        """
}
