internal import Foundation
internal import Hashing
internal import Storage

/// The table `matches`: which versions look alike, with the proof.
///
/// A row is written by whichever of its two versions was looked up last, and has the version
/// of the lesser name as `a`.
struct MatchTable {
    let db: any Connection

    /// Another version, and what was found with the asked one as `a`.
    struct Entry: Sendable {
        let other: VersionID
        let finding: DocumentFinding
    }

    /// What is remembered of a version, best first.
    func entries(of version: VersionID) throws -> [Entry] {
        try db.query(Self.selectBoth, [version]).map { try Self.entry($0, of: version) }
    }

    /// What this revision found after both versions were read as they are now, in no order.
    func currentEntries(
        of version: VersionID, readAt: Timestamp, revision: String
    ) throws -> [Entry] {
        try db.query(Self.selectCurrent, [version, readAt, revision])
            .map { try Self.entry($0, of: version) }
    }

    private static func entry(_ row: Row, of version: VersionID) throws -> Entry {
        let first: VersionID = try row.identifier("version_a")
        let finding = try JSONDecoder().decode(
            DocumentFinding.self, from: Data(try row.text("finding").utf8))
        guard first != version else {
            return Entry(other: try row.identifier("version_b"), finding: finding)
        }
        return Entry(other: first, finding: finding.swapped)
    }

    private static let selectCurrent = """
        SELECT matches.version_a, matches.version_b, matches.finding
        FROM matches
        JOIN versions ON versions.id IN (matches.version_a, matches.version_b)
            AND versions.id <> $1
        JOIN records ON records.id = versions.record_id
        WHERE (matches.version_a = $1 OR matches.version_b = $1)
            AND matches.revision = $3
            AND matches.found_at > $2
            AND matches.found_at > records.finished_at
        """

    private static let selectBoth = """
        SELECT version_a, version_b, score, finding
        FROM matches
        WHERE version_a = $1
        UNION ALL
        SELECT version_a, version_b, score, finding
        FROM matches
        WHERE version_b = $1
        ORDER BY score DESC, version_a, version_b
        """

    /// Two versions that are forms of one document.
    struct Edge {
        let a: VersionID
        let b: VersionID
        let verdict: DuplicateVerdict
        let score: Double
    }

    /// Every pair from this score on.
    func edges(from score: Double) throws -> [Edge] {
        try db.query(Self.selectEdges, [score]).compactMap { row in
            guard let verdict = DuplicateVerdict(rawValue: try row.text("verdict")) else {
                return nil
            }
            return Edge(
                a: try row.identifier("version_a"), b: try row.identifier("version_b"),
                verdict: verdict, score: try row.real("score"))
        }
    }

    private static let selectEdges = """
        SELECT version_a, version_b, verdict, score
        FROM matches
        WHERE score >= $1
        ORDER BY score DESC, version_a, version_b
        """

    // MARK: - Writing

    /// Remembers what was found for a version, in place of what is older than its record.
    ///
    /// Writes in the order of names, so that two transactions do not wait for each other.
    func save(
        _ entries: [Entry], of version: VersionID, readAt: Timestamp, revision: String,
        at now: Timestamp
    ) throws {
        try db.execute(Self.deleteStale, [version, readAt])
        for pair in entries.map({ Pair($0, of: version) }).sorted(by: { $0.key < $1.key }) {
            try db.execute(
                Self.upsert,
                [
                    pair.key.a, pair.key.b, pair.finding.verdict.rawValue, pair.finding.score,
                    try pair.json, revision, now,
                ])
        }
    }

    private struct Pair {
        let key: (a: VersionID, b: VersionID)
        let finding: DocumentFinding

        init(_ entry: Entry, of version: VersionID) {
            let isFirst = version < entry.other
            key = isFirst ? (version, entry.other) : (entry.other, version)
            finding = isFirst ? entry.finding : entry.finding.swapped
        }

        var json: String {
            get throws {
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
                return String(decoding: try encoder.encode(finding), as: UTF8.self)
            }
        }
    }

    private static let deleteStale = """
        DELETE FROM matches
        WHERE (version_a = $1 OR version_b = $1)
            AND found_at < $2
        """

    private static let upsert = """
        INSERT INTO matches (version_a, version_b, verdict, score, finding, revision, found_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (version_a, version_b) DO UPDATE
        SET verdict = $3,
            score = $4,
            finding = $5,
            revision = $6,
            found_at = $7
        """
}
