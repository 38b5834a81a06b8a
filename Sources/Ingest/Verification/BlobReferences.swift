internal import Hashing
internal import Storage

/// What the rows of a store need blobs for.
enum BlobReferences {
    /// Every digest that a row names, with its use; an upload before a picture.
    static func all(in database: any Database) throws -> [Digest: StoreVerification.Use] {
        try database.read { db in
            var references: [Digest: StoreVerification.Use] = [:]
            for row in try db.query(selectPictures) {
                guard let digest = Digest(hex: try row.text("digest")) else { continue }
                references[digest] = .picture(of: try row.identifier("version_id"))
            }
            for row in try db.query(selectThumbnails) {
                guard let digest = Digest(hex: try row.text("digest")) else { continue }
                references[digest] = .thumbnail(of: try row.identifier("version_id"))
            }
            for row in try db.query(selectVersions) {
                guard let digest = Digest(hex: try row.text("digest")) else { continue }
                references[digest] = .bytes(of: try row.identifier("version_id"))
            }
            return references
        }
    }

    private static let selectVersions = """
        SELECT digest, id AS version_id
        FROM versions
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
