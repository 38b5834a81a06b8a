import Ingest
import Sharing
import Storage

/// Prints keys: for people, or a line of JSON each.
struct KeyReport {
    let terminal: Terminal
    let isJSON: Bool

    /// One key, with its secret while that is known.
    func show(_ key: APIKey, secret: String?) throws {
        try isJSON
            ? terminal.printJSON(KeyLine(key, secret: secret)) : show(key.id.text, secret: secret)
    }

    /// One key of a client of S3, with its secret while that is known.
    func show(_ key: S3Key, secret: String?) throws {
        try isJSON
            ? terminal.printJSON(S3KeyLine(key, secret: secret))
            : show(key.id.text, secret: secret)
    }

    private func show(_ id: String, secret: String?) throws {
        try terminal.print(id)
        if let secret { try terminal.print(secret) }
    }

    /// The keys of the API, then those of clients of S3.
    func list(_ keys: [APIKey], _ s3Keys: [S3Key], at now: Timestamp) throws {
        guard !isJSON else {
            for key in keys { try terminal.printJSON(KeyLine(key, secret: nil)) }
            for key in s3Keys { try terminal.printJSON(S3KeyLine(key, secret: nil)) }
            return
        }
        var table = TextTable([
            TextTable.Column("Key", shrinks: false), TextTable.Column("Name"),
            TextTable.Column("Begins", shrinks: false),
            TextTable.Column("Acts as", shrinks: false), TextTable.Column("Made", shrinks: false),
            TextTable.Column("State", shrinks: false),
        ])
        for key in keys {
            table.append([
                key.id.text, key.name, key.prefix, key.subject.text, key.createdAt.day,
                key.state(at: now),
            ])
        }
        for key in s3Keys {
            table.append([
                key.id.text, key.name, "S3", key.subject.text, key.createdAt.day, key.state,
            ])
        }
        try terminal.print(table)
    }
}

/// A key as a line of JSON; the secret as `key`.
private struct KeyLine: Encodable {
    let id: String
    let name: String
    let prefix: String
    let subject_id: String
    let created_at: String
    let expires_at: String?
    let revoked_at: String?
    let key: String?

    init(_ key: APIKey, secret: String?) {
        id = key.id.text
        name = key.name
        prefix = key.prefix
        subject_id = key.subject.text
        created_at = key.createdAt.rfc3339
        expires_at = key.expiresAt?.rfc3339
        revoked_at = key.revokedAt?.rfc3339
        self.key = secret
    }
}

/// A key of a client of S3 as a line of JSON, in the client's own words.
private struct S3KeyLine: Encodable {
    let access_key_id: String
    let name: String
    let subject_id: String
    let created_at: String
    let revoked_at: String?
    let secret_access_key: String?

    init(_ key: S3Key, secret: String?) {
        access_key_id = key.id.text
        name = key.name
        subject_id = key.subject.text
        created_at = key.createdAt.rfc3339
        revoked_at = key.revokedAt?.rfc3339
        secret_access_key = secret
    }
}

extension APIKey {
    fileprivate func state(at now: Timestamp) -> String {
        if let revokedAt { return "revoked \(revokedAt.day)" }
        guard isActive(at: now) else { return "expired" }
        return expiresAt.map { "until \($0.day)" } ?? "active"
    }
}

extension S3Key {
    fileprivate var state: String { revokedAt.map { "revoked \($0.day)" } ?? "active" }
}
