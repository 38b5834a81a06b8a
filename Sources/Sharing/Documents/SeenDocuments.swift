internal import Ingest
internal import Storage
internal import Synchronization

/// Documents as subjects saw them, for as long as nothing in the database has changed.
///
/// A connection to SQLite counts the commits of others, of this process or another, that it comes
/// to see (https://www.sqlite.org/pragma.html#pragma_data_version), so what was read by it is good
/// while its count is the same. It is read again after `longestAge` all the same, since grants
/// expire by the clock. PostgreSQL has no such count, so there nothing is kept.
///
/// Safe from any thread. Only for transactions that read: a connection does not count its own
/// commits. Connections that read stay open as long as their store.
final class SeenDocuments: Sendable {
    /// Who saw what.
    private struct Key: Hashable {
        let document: DocumentID
        let subject: Subject
    }

    /// What one connection has read at one count.
    private struct Sight {
        let version: Int64
        var documents: [Key: (view: DocumentView, at: Timestamp)] = [:]
    }

    private let sights = Mutex<[ObjectIdentifier: Sight]>([:])

    private static let longestAge: Duration = .milliseconds(500)

    /// How many a connection keeps before it begins anew.
    private static let maxDocuments = 1_024

    /// The document as it was seen, or as `read` finds it.
    func document(
        _ id: DocumentID, as subject: Subject, at now: Timestamp, on db: any Connection,
        read: () throws -> DocumentView
    ) throws -> DocumentView {
        guard db.dialect == .sqlite,
            let version = try db.first("PRAGMA data_version")?.integer("data_version")
        else { return try read() }
        let key = Key(document: id, subject: subject)
        let place = ObjectIdentifier(db)
        if let seen = find(key, in: place, version: version), now - seen.at < Self.longestAge {
            return seen.view
        }
        let view = try read()
        note(view, key, in: place, version: version, at: now)
        return view
    }

    private func find(
        _ key: Key, in place: ObjectIdentifier, version: Int64
    ) -> (view: DocumentView, at: Timestamp)? {
        sights.withLock { sights in
            guard let sight = sights[place], sight.version == version else { return nil }
            return sight.documents[key]
        }
    }

    private func note(
        _ view: DocumentView, _ key: Key, in place: ObjectIdentifier, version: Int64,
        at now: Timestamp
    ) {
        sights.withLock { sights in
            let count = sights[place]?.documents.count ?? 0
            if sights[place]?.version != version || count >= Self.maxDocuments {
                sights[place] = Sight(version: version)
            }
            sights[place]?.documents[key] = (view, now)
        }
    }
}
