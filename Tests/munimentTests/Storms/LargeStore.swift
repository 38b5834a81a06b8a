import Foundation
import StoreTestSupport
import TestSupport
import Worker

@testable import Ingest
@testable import Storage

/// A store of many documents, made of the rows of one that was read.
enum LargeStore {
    /// Takes a paper in, reads it, and copies its rows under other names.
    static func make(in folder: String, documents: Int) throws {
        let files = try TemporaryFolder()
        let test = TestStore(files, try Store(folder: folder, creating: true))
        let path = try test.makeFile(StormClient.bytes(ofPaper: 1_000_000))
        let receipt = try test.store.intake.add(path: path)
        try test.readAll()
        let version = try test.version(receipt)
        for _ in 0..<documents / 1_000 {
            try test.store.database.write { db in
                for _ in 0..<1_000 { try copy(version, on: db) }
            }
        }
    }

    private static func copy(_ version: Version, on db: any Connection) throws {
        let (document, copy, record) = (DocumentID(), VersionID(), DocumentID().suffix)
        let original = version.recordID ?? ""
        try db.execute(copyDocument, [document, version.documentID])
        try db.execute(copyJob, [copy.text, version.id.text])
        try db.execute(copyVersion, [copy, document, version.id])
        try db.execute(copyRecord, ["rec_\(record)", copy, original])
        try db.execute(copyPages, ["rec_\(record)", original])
        try db.execute(settleVersion, [copy, "rec_\(record)", version.id])
    }

    private static let copyDocument = """
        INSERT INTO documents (
            id, organization_id, title, created_at, updated_at, created_by, owner_id, folded_title
        )
        SELECT $1, organization_id, title, created_at, updated_at, created_by, owner_id,
            folded_title
        FROM documents
        WHERE id = $2
        """

    private static let copyVersion = """
        INSERT INTO versions (
            id, document_id, number, digest, byte_count, file_name, created_at, state, created_by
        )
        SELECT $1, $2, number, digest, byte_count, file_name, created_at, 'processing', created_by
        FROM versions
        WHERE id = $3
        """

    private static let settleVersion = """
        UPDATE versions
        SET state = 'ready',
            record_id = $2,
            settled_at = (SELECT settled_at FROM versions WHERE id = $3)
        WHERE id = $1
        """

    private static let copyJob = """
        INSERT INTO jobs (
            kind, tenant, subject, payload, priority, enqueued_at, run_at, rank, state, attempt,
            max_attempts, room, claim, claimed_at, cancel_requested, finished_at, progress_done
        )
        SELECT kind, tenant, $1, payload, priority, enqueued_at, run_at, rank, state, attempt,
            max_attempts, room, claim, claimed_at, cancel_requested, finished_at, progress_done
        FROM jobs
        WHERE subject = $2
        """

    private static let copyRecord = """
        INSERT INTO records (
            id, version_id, job_id, revision, started_at, finished_at, page_count, facts,
            heading_ranks, matched_revision, contents_hash
        )
        SELECT $1, $2, job_id, revision, started_at, finished_at, page_count, facts,
            heading_ranks, matched_revision, contents_hash
        FROM records
        WHERE id = $3
        """

    /// Without hashes: as many pages that look alike would make each comparison one of all.
    private static let copyPages = """
        INSERT INTO pages (
            record_id, number, width, height, rotation, label, text, layout, image_share,
            text_share, is_scan, language, ink_share, thumbnail
        )
        SELECT $1, number, width, height, rotation, label, text, layout, image_share, text_share,
            is_scan, language, ink_share, thumbnail
        FROM pages
        WHERE record_id = $2
        """
}
