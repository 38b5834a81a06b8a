internal import Hashing
internal import Storage

/// The kept pictures of one version's pages: blobs that can be drawn again at any time.
struct PictureShelf {
    let version: VersionID
    let store: Store
    /// Where new ones go; `nil` keeps none.
    let drawn: DrawnPictures?

    /// Larger files are no pictures of ours.
    private static let maxFileBytes = 4 << 20

    /// Whether new pictures are kept.
    var isOpen: Bool { drawn != nil }

    /// The JPEG that was kept of a page (from 0); `nil` where none is, or it was lost.
    func file(ofPage page: Int) throws -> [UInt8]? {
        let row = try store.database.read { db in
            try db.first(Self.selectPicture, [version, page])
        }
        guard let digest = try row.flatMap({ Digest(hex: try $0.text("picture")) }) else {
            return nil
        }
        do {
            return try store.blobs.contents(of: digest, maxBytes: Self.maxFileBytes)
        } catch let error as StorageError where error.isLoss {
            return nil
        }
    }

    private static let selectPicture = """
        SELECT picture
        FROM page_pictures
        WHERE version_id = $1
            AND number = $2
        """

    /// Puts a new picture among the blobs; it counts once `DrawnPictures` are written.
    func put(_ jpeg: [UInt8], ofPage page: Int) throws {
        guard jpeg.count <= Self.maxFileBytes else { return }
        let digest = try store.blobs.put(jpeg, durability: .deferred).digest
        drawn?.pictures.append(.init(version: version, page: page, digest: digest))
    }
}

/// The pictures that a match job had drawn, to be kept with its end. Used by one thread at a
/// time.
final class DrawnPictures {
    struct Picture {
        let version: VersionID
        let page: Int
        let digest: Digest
    }

    fileprivate(set) var pictures: [Picture] = []

    /// Makes the blobs durable, before a row names them.
    func makeDurable(in blobs: any BlobStore) throws {
        if !pictures.isEmpty { try blobs.makeDurable(pictures.map(\.digest)) }
    }

    /// Writes the rows, in the order of names; one that is there is replaced.
    ///
    /// A picture whose blob a collection removes is left out: it is drawn again when it is next
    /// wanted.
    func write(
        confirming referrals: BlobReferrals, since mark: CollectionMark, on db: any Connection
    ) throws {
        let lost = try referrals.lost(among: pictures.map(\.digest), since: mark, on: db)
        let kept = pictures.filter { !lost.contains($0.digest) }
        for picture in kept.sorted(by: { ($0.version, $0.page) < ($1.version, $1.page) }) {
            try db.execute(Self.upsert, [picture.version, picture.page, picture.digest.hex])
        }
    }

    private static let upsert = """
        INSERT INTO page_pictures (version_id, number, picture)
        VALUES ($1, $2, $3)
        ON CONFLICT (version_id, number) DO UPDATE
        SET picture = $3
        """
}
