internal import Hashing
internal import Storage
internal import Worker

/// What the rows of a store need blobs for.
enum BlobReferences {
    /// Which of the digests a row names as the transaction sees it; drafts count.
    static func named(among digests: [Digest], on db: any Connection) throws -> Set<Digest> {
        guard !digests.isEmpty else { return [] }
        let list = BindList(digests.map(\.hex), from: 1)
        let sql = BlobColumn.all.map { column in
            """
            SELECT \(column.digest) AS digest
            FROM \(column.table)
            WHERE \(column.digest) IN (\(list.numbers))
            """
        }.joined(separator: "\nUNION\n")
        return try Set(
            db.query(sql, list.values).compactMap { Digest(hex: try $0.text("digest")) })
    }

    /// Every digest that a row names, with its use; an upload before anything else.
    static func all(in database: any Database) throws -> [Digest: StoreVerification.Use] {
        try database.read { db in
            var references: [Digest: StoreVerification.Use] = [:]
            func note(_ sql: String, _ use: (Row) throws -> StoreVerification.Use) throws {
                for row in try db.query(sql) {
                    guard let digest = Digest(hex: try row.text("digest")) else { continue }
                    references[digest] = try use(row)
                }
            }
            try note(selectPictures) { .picture(of: try $0.identifier("version_id")) }
            try note(selectThumbnails) { .thumbnail(of: try $0.identifier("version_id")) }
            try note(selectLogos) { .logo(of: try $0.identifier("organization_id")) }
            try note(selectIssued) { .issued(of: try $0.identifier("version_id")) }
            try note(selectVersions) { .bytes(of: try $0.identifier("version_id")) }
            return references
        }
    }

    private static let selectVersions = """
        SELECT digest, id AS version_id
        FROM versions
        """

    private static let selectLogos = """
        SELECT logo AS digest, id AS organization_id
        FROM organizations
        WHERE logo IS NOT NULL
        """

    private static let selectIssued = """
        SELECT digest, version_id
        FROM issued_files
        """

    private static let selectPictures = """
        SELECT picture AS digest, version_id
        FROM page_pictures
        """

    /// Drafts count: their thumbnails are about to be used.
    private static let selectThumbnails = """
        SELECT pages.thumbnail AS digest, records.version_id
        FROM pages
        JOIN records ON records.id = pages.record_id
        WHERE pages.thumbnail IS NOT NULL
        """
}

extension [StoreVerification.Finding] {
    /// Something is wrong with these blobs; ascending.
    static func of(
        _ digests: some Sequence<Digest>, _ references: [Digest: StoreVerification.Use]
    ) -> [StoreVerification.Finding] {
        digests.sorted().map { StoreVerification.Finding(digest: $0, use: references[$0]) }
    }
}
