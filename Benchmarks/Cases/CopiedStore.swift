import Foundation
import Ingest
import Storage

/// A store whose documents are copies of some that were read and matched: rows of their
/// own, hashes of their own, the matches among them as those of the originals, no blobs.
final class CopiedStore {
    let store: Store
    /// Of the copies.
    private(set) var versions: [VersionID] = []
    private let originals: [Original]
    /// The pairs of originals that look alike.
    private let matches: [(a: String, b: String)]

    private struct Original {
        let document: String
        let version: String
        let record: String

        init(row: Row) throws {
            document = try row.text("document_id")
            version = try row.text("id")
            record = try row.text("record_id")
        }
    }

    /// Adds the files to a new store.
    init(_ data: String, of files: [String]) throws {
        let run = try Product.run(Product.path, ["add", "--json", "--data", data] + files)
        guard run.exitCode == 0 else { throw BenchmarkFailure("muniment add failed") }
        store = try Store(folder: data, creating: false)
        (originals, matches) = try store.database.read { db in
            (
                try db.query(Self.selectOriginals).map(Original.init(row:)),
                try db.query(Self.selectMatches).map {
                    (a: try $0.text("version_a"), b: try $0.text("version_b"))
                }
            )
        }
    }

    /// Makes the store forget that it looked for the originals' duplicates; returns them.
    func forgetMatchesOfOriginals() throws -> [String] {
        try store.database.write { db in
            for original in originals {
                try db.execute(Self.forgetMatches, [original.record])
            }
        }
        return originals.map(\.version)
    }

    private static let forgetMatches = """
        UPDATE records
        SET matched_revision = NULL
        WHERE id = $1
        """

    private static let selectOriginals = """
        SELECT id, document_id, record_id
        FROM versions
        WHERE record_id IS NOT NULL
        ORDER BY id
        """

    private static let selectMatches = """
        SELECT version_a, version_b
        FROM matches
        ORDER BY version_a, version_b
        """

    var documentCount: Int { versions.count + originals.count }

    /// Copies all originals until there are so many documents.
    func grow(to count: Int) throws {
        while documentCount < count {
            try store.database.write(.processOnly) { db in try copyAll(on: db) }
        }
    }

    /// A match's first version has the lesser name; names rise by the millisecond.
    private func copyAll(on db: any Connection) throws {
        let start = 1_700_000_000_000_000 + versions.count * 1_000
        var copies: [String: VersionID] = [:]
        for (number, original) in originals.enumerated() {
            let moment = Timestamp(microseconds: Int64(start + number * 1_000))
            copies[original.version] = try copy(original, at: moment, on: db)
        }
        for match in matches {
            guard let a = copies[match.a], let b = copies[match.b] else { continue }
            try db.execute(Self.copyMatch, [match.a, match.b, a, b])
        }
        versions += originals.compactMap { copies[$0.version] }
    }

    private func copy(
        _ original: Original, at moment: Timestamp, on db: any Connection
    ) throws -> VersionID {
        let (document, version) = (DocumentID(at: moment), VersionID(at: moment))
        let record = TypeID(prefix: "rec", at: moment).text
        try db.execute(Self.copyDocument, [original.document, document])
        try db.execute(Self.copyVersion, [original.version, document, version])
        try db.execute(Self.copyRecord, [original.record, version, record])
        try db.execute(Self.copyPages, [original.record, record])
        try db.execute(Self.settle, [original.version, version, record])
        return version
    }

    private static let copyDocument = """
        INSERT INTO documents (id, organization_id, title, created_at, updated_at)
        SELECT $2, organization_id, title, created_at, updated_at
        FROM documents
        WHERE id = $1
        """

    private static let copyVersion = """
        INSERT INTO versions (
            id, document_id, number, digest, byte_count, file_name, created_at, state
        )
        SELECT
            $3, $2, number, lower(hex(randomblob(32))), byte_count, file_name, created_at,
            'processing'
        FROM versions
        WHERE id = $1
        """

    private static let copyRecord = """
        INSERT INTO records (
            id, version_id, job_id, revision, started_at, finished_at, page_count, facts,
            heading_ranks, matched_revision
        )
        SELECT
            $3, $2, job_id, revision, started_at, finished_at, page_count, facts, heading_ranks,
            matched_revision
        FROM records
        WHERE id = $1
        """

    private static let copyPages = """
        INSERT INTO pages (
            record_id, number, width, height, rotation, text, layout, image_share, text_share,
            is_scan, language, hash, ink_share, moment_hash, skew
        )
        SELECT
            $2, number, width, height, rotation, text, layout, image_share, text_share, is_scan,
            language, randomblob(32), ink_share, randomblob(32), skew
        FROM pages
        WHERE record_id = $1
            AND failure IS NULL
        """

    private static let settle = """
        UPDATE versions
        SET record_id = $3,
            state = 'ready',
            settled_at = (SELECT settled_at FROM versions WHERE id = $1)
        WHERE id = $2
        """

    private static let copyMatch = """
        INSERT INTO matches (version_a, version_b, verdict, score, finding, revision, found_at)
        SELECT $3, $4, verdict, score, finding, revision, found_at
        FROM matches
        WHERE version_a = $1
            AND version_b = $2
        """
}
