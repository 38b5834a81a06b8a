import Hashing
import Storage

@testable import Ingest

/// Records of one page each that has hashes and nothing else.
enum HashedRecords {
    /// Returns the hashes by the names of the records.
    static func insert(_ count: Int, into store: Store) throws -> [String: PageHash] {
        try store.database.write { db in
            var hashes: [String: PageHash] = [:]
            for number in 0..<count {
                let hash = PageHash(words: SIMD4(UInt64(number), 1, 2, 3))
                hashes[try insert(hash, into: store, on: db)] = hash
            }
            return hashes
        }
    }

    private static func insert(
        _ hash: PageHash, into store: Store, on db: any Connection
    ) throws -> String {
        let now = Timestamp.now()
        let (document, version) = (DocumentID(at: now), VersionID(at: now))
        let digest = String(repeating: "0", count: 64)
        try db.execute(insertDocument, [document, store.organization, now])
        try db.execute(insertVersion, [version, document, digest, now])
        return try read(version, as: hash, on: db)
    }

    /// Gives a version a new record; returns its name.
    @discardableResult
    static func read(
        _ version: VersionID, as hash: PageHash, on db: any Connection
    ) throws -> String {
        let now = Timestamp.now()
        let record = TypeID(prefix: "rec", at: now).text
        try db.execute(insertRecord, [record, version, now])
        try db.execute(insertPage, [record, hash.bytes])
        try db.execute(settle, [version, record, now])
        return record
    }

    private static let insertDocument = """
        INSERT INTO documents (id, organization_id, title, created_at, updated_at)
        VALUES ($1, $2, 'Paper', $3, $3)
        """

    private static let insertVersion = """
        INSERT INTO versions (
            id, document_id, number, digest, byte_count, file_name, created_at, state
        )
        VALUES ($1, $2, 1, $3, 1, 'paper.pdf', $4, 'processing')
        """

    private static let insertRecord = """
        INSERT INTO records (
            id, version_id, job_id, revision, started_at, finished_at, page_count, facts,
            heading_ranks
        )
        VALUES ($1, $2, 1, '1', $3, $3, 1, '{}', '{}')
        """

    private static let insertPage = """
        INSERT INTO pages (
            record_id, number, width, height, rotation, text, layout, image_share, text_share,
            is_scan, hash, ink_share, moment_hash, skew
        )
        VALUES ($1, 0, 595, 842, 0, '', $2, 0, 1, 0, $2, 0.05, $2, 0)
        """

    private static let settle = """
        UPDATE versions
        SET record_id = $2,
            state = 'ready',
            settled_at = $3
        WHERE id = $1
        """
}
