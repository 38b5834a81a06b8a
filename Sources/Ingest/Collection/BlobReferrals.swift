public import Hashing
public import Storage
internal import Synchronization

/// What was known of collections before bytes were stored or looked up.
public struct CollectionMark: Hashable, Sendable {
    /// `nil` where nothing was known.
    let number: Int64?
}

/// Lets rows name blobs, beside collections that remove blobs which no row names.
///
/// Whoever makes a row name a blob takes a mark, then stores or finds the bytes, and confirms
/// them in the transaction that writes the row; see
/// `docs/decisions/0016-collecting-unused-blobs.md`. Safe from any thread.
public final class BlobReferrals: Sendable {
    private let database: any Database
    private let blobs: any BlobStore
    private let lastSeen = Mutex<Int64?>(nil)

    init(database: any Database, blobs: any BlobStore) {
        self.database = database
        self.blobs = blobs
    }

    /// To be taken before the bytes are stored or found. Asks nobody.
    public func mark() -> CollectionMark {
        CollectionMark(number: lastSeen.withLock { $0 })
    }

    /// Throws `.busy` where a collection has removed one of the blobs since the mark, or is about
    /// to; otherwise rows of this transaction may name them.
    ///
    /// Keeps collections from their next step until the transaction ends, so it belongs to the
    /// transaction's beginning.
    public func confirm(
        _ digests: [Digest], since mark: CollectionMark, on db: any Connection
    ) throws {
        guard try lost(among: digests, since: mark, on: db).isEmpty else {
            throw StorageError(
                .busy,
                "The same bytes were stored before, and are being removed because nothing used "
                    + "them. Send them again.")
        }
    }

    /// The blobs that `confirm` would throw for; rows of this transaction may name the others.
    func lost(
        among digests: [Digest], since mark: CollectionMark, on db: any Connection
    ) throws -> Set<Digest> {
        guard !digests.isEmpty else { return [] }
        try CollectionLock.share(on: db)
        let state = try CollectionState.find(on: db)
        lastSeen.withLock { $0 = state.number }
        if state.number == mark.number && !state.isCollecting { return [] }
        return try look(for: Set(digests), on: db)
    }

    /// What is there may have been stored by somebody else in the meantime, who has not made it
    /// durable yet.
    private func look(for digests: Set<Digest>, on db: any Connection) throws -> Set<Digest> {
        let condemned = try CondemnedBlobs(db: db).among(digests.sorted(), at: database.now())
        let lost = try digests.filter { digest in
            try condemned.contains(digest) || blobs.byteCount(of: digest) == nil
        }
        try blobs.makeDurable(digests.subtracting(lost).sorted())
        return lost
    }
}
