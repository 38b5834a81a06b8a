import Foundation
import Ingest
import Storage

/// How soon a process that has just started knows where a million pages are, and how long a
/// question about a file takes then.
struct PageIndexCase: BenchmarkCase {
    static let name = "page-index"
    static let title = "A file that is not stored, asked about among a million pages"

    private static let stores = [
        (documents: 50_000, pagesOfEach: 20), (documents: 200_000, pagesOfEach: 5),
    ]
    private static let questions = 30

    private let rounds: Int

    init(_ settings: BenchmarkSettings) {
        rounds = settings.rounds
    }

    func run() throws {
        for (documents, pages) in Self.stores { try measure(documents, pagesOfEach: pages) }
    }

    private func measure(_ documents: Int, pagesOfEach pages: Int) throws {
        print("\n\(documents) documents of \(pages) pages\n")
        let scratch = try ScratchFolder()
        let data = scratch.path + "/data"
        try HashedStore.make(data, documents: documents, pagesOfEach: pages)
        var firsts: [Double] = []
        var processors: [Double] = []
        var laters: [Double] = []
        var grown: [Double] = []
        for _ in 0..<rounds {
            let store = try Store(folder: data, creating: false)
            let search = DuplicateSearch(store: store, helpers: DuplicatesCase.helpers())
            let before = Machine.residentBytes
            let start = clock()  // microseconds, says POSIX
            firsts.append(try Self.milliseconds { _ = try search.matches(ofFile: Self.file) })
            processors.append(Double(clock() - start) / 1_000)
            grown.append(Double(Machine.residentBytes - before) / Double(documents * pages))
            laters += try (0..<Self.questions).map { _ in
                try Self.milliseconds { _ = try search.matches(ofFile: Self.file) }
            }
        }
        show("first question, fills the index", firsts)
        show("  in processor time of all threads", processors)
        show("later questions", laters)
        report("resident set grown by", Measurement(grown).text("bytes a page"))
        let runs = try (0..<rounds).map { _ in
            try Product.time(["duplicates", Self.file, "--json", "--data", data])
        }
        show("muniment duplicates FILE, whole process", runs.map(\.whole))
        show("  in processor time", runs.map(\.processor))
    }

    /// Of one page.
    private static let file = "testdata/documents/invoice-2026-0417.pdf"

    private static func milliseconds(_ body: () throws -> Void) rethrows -> Double {
        try Measurement.seconds(body) * 1_000
    }

    private func show(_ what: String, _ readings: [Double]) {
        report(what, Measurement(readings).text("ms"))
        report("  95th percentile", String(format: "%.1f ms", Measurement(readings).p95))
    }
}

/// A store of pages that have hashes, drawn by lot, and nothing else.
private enum HashedStore {
    static func make(_ data: String, documents: Int, pagesOfEach pages: Int) throws {
        let store = try Store(folder: data, creating: true)
        let now = Timestamp.now()
        try store.database.write(.processOnly) { db in
            try db.execute(insertDocuments, [documents, store.organization, now])
            try db.execute(insertVersions, [now])
            try db.execute(insertRecords, [pages, now])
            try db.execute(insertPages, [pages])
            try db.execute(settle, [now])
        }
    }

    private static let insertDocuments = """
        WITH RECURSIVE numbers (n) AS (
            SELECT 1
            UNION ALL
            SELECT n + 1
            FROM numbers
            WHERE n < $1
        )
        INSERT INTO documents (id, organization_id, title, created_at, updated_at)
        SELECT 'doc_' || printf('%026d', n), $2, 'Paper', $3, $3
        FROM numbers
        """

    private static let insertVersions = """
        INSERT INTO versions (
            id, document_id, number, digest, byte_count, file_name, created_at, state
        )
        SELECT
            'ver_' || substr(id, 5), id, 1, lower(hex(randomblob(32))), 1, 'paper.pdf', $1,
            'processing'
        FROM documents
        """

    private static let insertRecords = """
        INSERT INTO records (
            id, version_id, job_id, revision, started_at, finished_at, page_count, facts,
            heading_ranks
        )
        SELECT 'rec_' || substr(id, 5), id, 1, '1', $2, $2, $1, '{}', '{}'
        FROM versions
        """

    private static let insertPages = """
        WITH RECURSIVE numbers (n) AS (
            SELECT 0
            UNION ALL
            SELECT n + 1
            FROM numbers
            WHERE n + 1 < $1
        )
        INSERT INTO pages (
            record_id, number, width, height, rotation, text, layout, image_share, text_share,
            is_scan, hash, ink_share, moment_hash, skew
        )
        SELECT
            records.id, numbers.n, 595, 842, 0, '', zeroblob(4), 0, 1, 0, randomblob(32), 0.05,
            randomblob(32), 0
        FROM records, numbers
        """

    private static let settle = """
        UPDATE versions
        SET record_id = 'rec_' || substr(id, 5),
            state = 'ready',
            settled_at = $1
        """
}
