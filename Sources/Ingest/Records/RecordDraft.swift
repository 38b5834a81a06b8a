internal import Foundation
internal import Hashing
internal import PDF
internal import Storage
internal import Worker

/// A record while it is made: pages are added as they come, and taken up again
/// by the job's next attempt.
///
/// Nobody sees it before `finish`, which belongs into the transaction that
/// completes the job. Safe from several threads: it only holds names.
struct RecordDraft: Sendable {
    let id: String
    let version: VersionID
    /// Pages that an earlier attempt of the job settled already.
    let settledPages: Set<Int>

    /// Takes up the job's draft of this revision, or begins one.
    static func begin(
        for version: VersionID, job: JobID, revision: String, at now: Timestamp,
        on db: any Connection
    ) throws -> RecordDraft {
        if let row = try db.first(selectDraft, [version, job, revision]) {
            let id = try row.text("id")
            let pages = try db.query(selectPageNumbers, [id]).map { try $0.int("number") }
            return RecordDraft(id: id, version: version, settledPages: Set(pages))
        }
        let id = UUIDv7(at: now).text
        try db.execute(insertRecord, [id, version, job, revision, now])
        return RecordDraft(id: id, version: version, settledPages: [])
    }

    private static let selectDraft = """
        SELECT id
        FROM records
        WHERE version_id = $1
            AND job_id = $2
            AND revision = $3
            AND finished_at IS NULL
        """

    private static let selectPageNumbers = """
        SELECT number
        FROM pages
        WHERE record_id = $1
        """

    private static let insertRecord = """
        INSERT INTO records (id, version_id, job_id, revision, started_at)
        VALUES ($1, $2, $3, $4, $5)
        """

    /// Adds a page that was read.
    func add(_ page: ExtractedPage, thumbnail: Digest?, on db: any Connection) throws {
        let complaints = page.complaints.isEmpty ? nil : page.complaints.joined(separator: "\n")
        let signature = page.picture?.signature
        try db.execute(
            Self.insertPage,
            [
                id, page.number, complaints, page.width, page.height, page.rotation, page.label,
                page.text, page.layout, page.signals.imageShare, page.signals.textShare,
                page.signals.isScan, page.signals.language, signature?.plain.bytes,
                signature?.inkShare, thumbnail?.hex, signature?.moment.bytes, signature?.skew,
            ])
    }

    private static let insertPage = """
        INSERT INTO pages (
            record_id, number, complaints, width, height, rotation, label, text, layout,
            image_share, text_share, is_scan, language, hash, ink_share, thumbnail, moment_hash,
            skew
        )
        VALUES (
            $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18
        )
        """

    /// Adds a page that could not be read, with the reason.
    func add(_ failure: PageFailure, page: Int, on db: any Connection) throws {
        try db.execute(Self.insertFailure, [id, page, failure.reason])
    }

    private static let insertFailure = """
        INSERT INTO pages (record_id, number, failure)
        VALUES ($1, $2, $3)
        """

    /// Every thumbnail of the draft so far.
    func thumbnails(on db: any Connection) throws -> [Digest] {
        try db.query(Self.selectThumbnails, [id]).compactMap { row in
            Digest(hex: try row.text("thumbnail"))
        }
    }

    private static let selectThumbnails = """
        SELECT DISTINCT thumbnail
        FROM pages
        WHERE record_id = $1
            AND thumbnail IS NOT NULL
        """

    /// Has the pages of these thumbnails read again.
    func removePages(withThumbnails lost: [Digest], on db: any Connection) throws {
        for thumbnail in lost { try db.execute(Self.deletePages, [id, thumbnail.hex]) }
    }

    private static let deletePages = """
        DELETE FROM pages
        WHERE record_id = $1
            AND thumbnail = $2
        """

    /// What is wrong with its pages, in order.
    func damages(on db: any Connection) throws -> [PageDamage] {
        try db.query(Self.selectDamages, [id]).map { row in
            PageDamage(
                page: try row.int("number"), failure: try row.optionalText("failure"),
                complaints: try row.optionalText("complaints"))
        }
    }

    private static let selectDamages = """
        SELECT number, failure, complaints
        FROM pages
        WHERE record_id = $1
            AND (failure IS NOT NULL OR complaints IS NOT NULL)
        ORDER BY number
        """

    /// The ranks of its headings, from all of its pages; only a few of them are in
    /// memory at a time.
    func headingRanks(on db: any Connection) throws -> HeadingRanks {
        let pages = BlocksOfPages(record: id, on: db)
        let ranks = HeadingRanks(pages)
        if let error = pages.error { throw error }
        return ranks
    }

    /// Makes the record final. Nothing of what was read changes afterwards.
    func finish(
        facts: DocumentFacts, ranks: HeadingRanks, at now: Timestamp, on db: any Connection
    ) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try db.execute(
            Self.finishRecord,
            [
                id, now, facts.pageCount,
                String(decoding: try encoder.encode(facts), as: UTF8.self),
                String(decoding: try encoder.encode(ranks), as: UTF8.self),
                try RecordCatalog.contentsHash(ofRecord: id, on: db)?.hex,
            ])
        try db.execute(Self.deleteOtherDrafts, [version])
    }

    private static let finishRecord = """
        UPDATE records
        SET finished_at = $2,
            page_count = $3,
            facts = $4,
            heading_ranks = $5,
            contents_hash = $6
        WHERE id = $1
            AND finished_at IS NULL
        """

    /// Drafts of attempts that ended otherwise; their pages go with them.
    private static let deleteOtherDrafts = """
        DELETE FROM records
        WHERE version_id = $1
            AND finished_at IS NULL
        """
}

/// What is wrong with a page of a record: it failed, or Poppler complained of it.
struct PageDamage: Hashable {
    /// From 0.
    let page: Int
    let failure: String?
    /// One a line.
    let complaints: String?
}
