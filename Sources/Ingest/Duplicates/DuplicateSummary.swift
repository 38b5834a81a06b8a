internal import Hashing
public import Storage

/// What is remembered of a version's duplicates, in short.
public struct DuplicateSummary: Hashable, Sendable {
    /// How many versions are duplicates of it, from `DocumentFinding.threshold` on.
    public let count: Int
    /// The one with the highest score, of equals the oldest; `nil` where there is none.
    public let best: Best?

    /// The duplicate that is most like the version.
    public struct Best: Hashable, Sendable {
        public let document: DocumentID
        public let version: VersionID
        public let verdict: DuplicateVerdict
        public let score: Double
    }
}

extension Store {
    /// Looks up the duplicates of a version that are known, without any search; `nil` where
    /// none are known and none were looked for yet.
    public func knownDuplicates(of version: Version) throws -> DuplicateSummary? {
        try database.read { db in
            let rows = try db.query(
                DuplicateSummary.selectKnown,
                [version.id, DocumentFinding.threshold, version.digest.hex, organization])
            if rows.isEmpty, try !DuplicateSummary.wereLookedFor(version, on: db) { return nil }
            return DuplicateSummary(
                count: rows.count, best: try rows.first.flatMap(DuplicateSummary.Best.init(row:)))
        }
    }
}

extension DuplicateSummary {
    fileprivate static let selectKnown = """
        SELECT likes.other, versions.document_id, likes.verdict, likes.score
        FROM (
            SELECT version_b AS other, verdict, score
            FROM matches
            WHERE version_a = $1
                AND score >= $2
            UNION ALL
            SELECT version_a AS other, verdict, score
            FROM matches
            WHERE version_b = $1
                AND score >= $2
            UNION ALL
            SELECT versions.id AS other, 'same_bytes' AS verdict, CAST(1 AS DOUBLE PRECISION)
            FROM versions
            WHERE versions.digest = $3
                AND versions.id <> $1
        ) AS likes
        JOIN versions ON versions.id = likes.other
        JOIN documents ON documents.id = versions.document_id
        WHERE documents.organization_id = $4
            AND documents.trashed_at IS NULL
        ORDER BY likes.score DESC, likes.other
        """

    fileprivate static func wereLookedFor(
        _ version: Version, on db: any Connection
    ) throws -> Bool {
        guard let record = version.recordID else { return false }
        return try db.first(selectRevision, [record])?.optionalText("matched_revision") != nil
    }

    private static let selectRevision = """
        SELECT matched_revision
        FROM records
        WHERE id = $1
        """
}

extension DuplicateSummary.Best {
    fileprivate init?(row: Row) throws {
        guard let verdict = DuplicateVerdict(rawValue: try row.text("verdict")) else { return nil }
        self.verdict = verdict
        document = try row.identifier("document_id")
        version = try row.identifier("other")
        score = try row.real("score")
    }
}
