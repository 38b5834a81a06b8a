internal import Foundation
internal import Hashing
internal import PDF
public import Storage

/// Looks up finished records.
public struct RecordCatalog: Sendable {
    private let database: any Database

    public init(database: any Database) {
        self.database = database
    }

    /// The record that a version shows; `nil` where it has none.
    public func record(of version: Version) throws -> Record? {
        guard let id = version.recordID else { return nil }
        return try database.read { db -> Record? in
            guard let row = try db.first(Self.selectRecord, [id]) else { return nil }
            let decoder = JSONDecoder()
            return Record(
                id: id, version: version, revision: try row.text("revision"),
                finishedAt: try row.timestamp("finished_at"),
                facts: try decoder.decode(
                    DocumentFacts.self, from: Data(try row.text("facts").utf8)),
                headingRanks: try decoder.decode(
                    HeadingRanks.self, from: Data(try row.text("heading_ranks").utf8)),
                pages: try db.query(Self.selectPages, [id]).map(RecordPage.init(row:)))
        }
    }

    private static let selectRecord = """
        SELECT revision, finished_at, facts, heading_ranks
        FROM records
        WHERE id = $1
            AND finished_at IS NOT NULL
        """

    private static let selectPages = """
        SELECT
            number, failure, complaints, width, height, rotation, label, text, layout,
            image_share, text_share, is_scan, language, hash, ink_share, thumbnail
        FROM pages
        WHERE record_id = $1
        ORDER BY number
        """

    /// The text of a version's pages in order; an empty one for a page that could
    /// not be read.
    public func pageTexts(of version: Version) throws -> [String] {
        guard let id = version.recordID else { return [] }
        return try database.read { db in
            try db.query(Self.selectTexts, [id]).map { try $0.text("text") }
        }
    }

    private static let selectTexts = """
        SELECT COALESCE(text, '') AS text
        FROM pages
        WHERE record_id = $1
        ORDER BY number
        """
}

extension RecordCatalog {
    /// The hash of what a version looks like; `nil` where a page has no picture.
    public func contentsHash(of version: Version) throws -> ContentsHash? {
        guard let id = version.recordID else { return nil }
        return try database.read { db in try Self.contentsHash(ofRecord: id, on: db) }
    }

    /// The same of a record's pages as they are now.
    static func contentsHash(
        ofRecord id: String, on db: any Connection
    ) throws -> ContentsHash? {
        let count = try db.first(selectPageCount, [id])?.int("page_count")
        let hashes = try db.query(selectHashes, [id]).map { row in
            PageHash(bytes: try row.blob("hash"))
        }
        return hashes.count == count ? ContentsHash(of: hashes) : nil
    }

    private static let selectPageCount = """
        SELECT COUNT(*) AS page_count
        FROM pages
        WHERE record_id = $1
        """

    /// Answered from the index `pages_hashes` alone.
    private static let selectHashes = """
        SELECT hash
        FROM pages
        WHERE record_id = $1
            AND hash IS NOT NULL
        ORDER BY number
        """
}

extension RecordPage {
    fileprivate init(row: Row) throws {
        number = try row.int("number")
        failure = try row.optionalText("failure")
        complaints =
            try row.optionalText("complaints")?.split(separator: "\n").map(String.init) ?? []
        label = try row.optionalText("label")
        text = try row.optionalText("text") ?? ""
        hash = try row.optionalBlob("hash").flatMap { PageHash(bytes: $0) }
        thumbnail = try row.optionalText("thumbnail").flatMap { Digest(hex: $0) }
        var signals = PageSignals()
        signals.language = try row.optionalText("language")
        guard failure == nil else {
            (width, height, rotation, inkShare) = (0, 0, 0, nil)
            layout = PageLayout(words: [], blocks: [])
            self.signals = signals
            return
        }
        width = try row.real("width")
        height = try row.real("height")
        rotation = try row.int("rotation")
        layout = try PageLayout(decoding: try row.blob("layout"))
        inkShare = hash == nil ? nil : try row.real("ink_share")
        signals.imageShare = try row.real("image_share")
        signals.textShare = try row.real("text_share")
        signals.isScan = try row.bool("is_scan")
        self.signals = signals
    }
}
