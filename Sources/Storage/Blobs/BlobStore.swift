public import Hashing

/// Bytes stored for ever under their SHA-256.
///
/// Every member may be called from any thread, and other processes may use the same store at
/// the same time. All throw `StorageError`. A store knows no documents: what a blob belongs to,
/// and whether it may go, is known by its callers.
///
/// What an acknowledgement means: when `BlobUpload.finish(expecting:)`, a durable `put` or
/// `makeDurable(_:)` returns, the bytes survive a crash of the process and a power cut.
public protocol BlobStore: Sendable {
    /// Starts an upload of at most `maxBytes` bytes.
    ///
    /// Nothing can be opened under a digest until `finish(expecting:)` has returned.
    func beginUpload(maxBytes: Int) throws -> any BlobUpload

    /// Stores small bytes at once, such as a thumbnail.
    ///
    /// With `.deferred` the blob can be opened at once and is acknowledged only by
    /// `makeDurable(_:)`. When it throws, nothing is kept.
    @discardableResult
    func put(_ bytes: [UInt8], durability: BlobDurability) throws -> StoredBlob

    /// Makes blobs durable that were put with `.deferred`, in any order and number.
    ///
    /// When it throws, none of them is acknowledged, and the call may be repeated. Throws
    /// `.notFound` when one is absent, `.digestMismatch` when a power cut has left other bytes of
    /// one: it has to be put again.
    func makeDurable(_ digests: [Digest]) throws

    /// Opens a blob for reading; throws `.notFound` when it is absent.
    ///
    /// The bytes are not checked against the digest: see `verify(_:)`.
    func open(_ digest: Digest) throws -> OpenBlob

    /// The size of a blob, `nil` when it is absent.
    func byteCount(of digest: Digest) throws -> Int?

    /// When a blob was last written, in whole seconds by the clock of where it is kept; `nil`
    /// when it is absent.
    ///
    /// Storing bytes that are there already may leave it as it is.
    func modifiedAt(of digest: Digest) throws -> Timestamp?

    /// Calls `body` with digest and size of every blob, ascending by digest.
    ///
    /// Blobs stored or removed meanwhile may or may not be seen. Entries that are no blob are
    /// passed over, see `strays()`. An error of `body` ends the listing and is thrown on. `body`
    /// may remove the blob that it is given.
    func forEach(_ body: (Digest, Int) throws -> Void) throws

    /// The names of entries among the blobs that are no blob, ascending, relative to the place
    /// where blobs are kept. Nothing is done about them.
    func strays() throws -> [String]

    /// Removes a blob, durably; one that is absent is no error.
    ///
    /// Blobs that are open stay readable. The caller sees to it that nobody stores the same
    /// bytes meanwhile and relies on them.
    func remove(_ digest: Digest) throws

    /// Removes several blobs at the cost of few, durably.
    ///
    /// When it throws, some of them may be removed.
    func remove(_ digests: [Digest]) throws

    /// Reads a whole blob and compares it with its digest, in constant memory.
    ///
    /// Throws `.inputOutput` when the bytes cannot be read to their end.
    func verify(_ digest: Digest) throws -> BlobCondition

    /// Moves what is stored under a digest and is not its bytes to `quarantine/`, durably, where
    /// it is kept under the digest; returns whether something was moved.
    ///
    /// Everything is read before. Nothing is moved that has the digest, also where the right
    /// bytes are stored meanwhile. Afterwards the blob is absent, and may be stored again.
    @discardableResult
    func quarantine(_ digest: Digest) throws -> Bool

    /// The digests under which something is in quarantine, ascending.
    func quarantined() throws -> [Digest]

    /// Removes what uploads that died have left behind, and returns how many there were.
    ///
    /// Uploads that are running in this or another process are never touched, whatever `age`
    /// says; others go when they were last written at least `age` ago.
    @discardableResult
    func removeAbandonedUploads(olderThan age: Duration) throws -> Int

    /// How many bytes there is still room for, `nil` where no bound is known.
    func availableBytes() throws -> Int?
}

extension BlobStore {
    // For stores in which several cost as much as each.
    public func remove(_ digests: [Digest]) throws {
        for digest in digests { try remove(digest) }
    }
}
