internal import Foundation
internal import Hashing
internal import Storage
internal import Synchronization

/// Copies the blobs of one store that another does not have.
///
/// Several threads copy at the same time. The bytes of every blob are hashed on their way, so
/// that damage is not copied.
final class BlobCopy: Sendable {
    /// What was copied and what could not be.
    struct Outcome {
        var count = BlobCount()
        var damaged: [Digest] = []
        /// Wanted and not listed, or gone when they were opened.
        var missing: [Digest] = []
    }

    private struct Piece: Sendable {
        let digest: Digest
        let byteCount: Int
    }

    private struct State {
        var outcome = Outcome()
        var failure: (any Error)?
    }

    private let source: any BlobStore
    private let target: any BlobStore
    private let streams: Int
    private let wanted: Set<Digest>?
    private let trusts: @Sendable (Digest) -> Bool
    private let checkStop: @Sendable () throws -> Void
    private let progress: @Sendable (Int) -> Void
    private let state = Mutex(State())

    /// How large a blob may be that is held in memory.
    private static let maxSmallBytes = 1 << 20

    /// How many small blobs are made durable together.
    private static let syncBatch = 64

    /// Copies what is `wanted`, or everything that there is. What the target has in the right size is passed over where
    /// `trusts` says so, and read before it is elsewhere: a file may have its size and not its
    /// bytes after a power cut, an object of a bucket may not. `checkStop` throws where the copy
    /// is to stop; `progress` is told of bytes; all are called on several threads.
    init(
        from source: any BlobStore, to target: any BlobStore, wanted: Set<Digest>? = nil,
        streams: Int, trusts: @escaping @Sendable (Digest) -> Bool,
        checkStop: @escaping @Sendable () throws -> Void,
        progress: @escaping @Sendable (Int) -> Void
    ) {
        self.source = source
        self.target = target
        self.streams = streams
        self.wanted = wanted
        self.trusts = trusts
        self.checkStop = checkStop
        self.progress = progress
    }

    /// Copies what the source lists. Throws the first error that is no damage to
    /// the source; what was copied until then stays.
    func run() throws -> Outcome {
        let present = try target.sizes()
        let queue = WorkQueue<Piece>(capacity: streams * Self.syncBatch)
        let threads = DispatchGroup()
        for number in 1...streams { startThread(number, queue, threads) }
        var unlisted = wanted ?? []
        let listing = Result {
            try source.forEach { digest, size in
                guard wanted == nil || unlisted.remove(digest) != nil else {
                    return progress(size)
                }
                let piece = Piece(digest: digest, byteCount: size)
                if try isPresent(piece, among: present) { return note(piece, isCopied: false) }
                guard queue.put(piece) else { throw CancellationError() }
            }
        }
        if case .failure = listing { queue.close(dropping: true) }
        queue.close()
        threads.wait()
        if let failure = state.withLock({ $0.failure }) { throw failure }
        try listing.get()
        return state.withLock { [unlisted] state in
            state.outcome.missing += unlisted
            return state.outcome
        }
    }

    private func isPresent(_ piece: Piece, among present: [Digest: Int]) throws -> Bool {
        try checkStop()
        guard present[piece.digest] == piece.byteCount else { return false }
        guard !trusts(piece.digest) else { return true }
        return try target.verify(piece.digest) == .intact(byteCount: piece.byteCount)
    }

    // MARK: - Threads

    private func startThread(
        _ number: Int, _ queue: WorkQueue<Piece>, _ threads: DispatchGroup
    ) {
        threads.enter()
        let thread = Thread { [self] in
            do {
                try copyAll(of: queue)
            } catch {
                state.withLock { $0.failure = $0.failure ?? error }
                queue.close(dropping: true)
            }
            threads.leave()
        }
        thread.name = "blobs-\(number)"
        thread.stackSize = 1 << 20
        thread.start()
    }

    private func copyAll(of queue: WorkQueue<Piece>) throws {
        var unsynced: [Digest] = []
        while let piece = queue.take() {
            try checkStop()
            guard try copy(piece, &unsynced) else { continue }
            note(piece, isCopied: true)
            if unsynced.count >= Self.syncBatch {
                try target.makeDurable(unsynced)
                unsynced = []
            }
        }
        if !unsynced.isEmpty { try target.makeDurable(unsynced) }
    }

    private func note(_ piece: Piece, isCopied: Bool) {
        state.withLock { state in
            state.outcome.count.blobs += 1
            state.outcome.count.bytes += piece.byteCount
            guard isCopied else { return }
            state.outcome.count.blobsCopied += 1
            state.outcome.count.bytesCopied += piece.byteCount
        }
        if !isCopied || piece.byteCount <= Self.maxSmallBytes { progress(piece.byteCount) }
    }

    // MARK: - One blob

    /// False for a blob that could not be copied whole.
    private func copy(_ piece: Piece, _ unsynced: inout [Digest]) throws -> Bool {
        guard let blob = try open(piece) else { return false }
        do {
            if piece.byteCount <= Self.maxSmallBytes {
                try put(blob, piece.digest)
                unsynced.append(piece.digest)
            } else {
                try upload(blob, piece)
            }
            return true
        } catch let error as StorageError where error.code == .digestMismatch {
            state.withLock { $0.outcome.damaged.append(piece.digest) }
            return false
        }
    }

    private func open(_ piece: Piece) throws -> OpenBlob? {
        do {
            return try source.open(piece.digest)
        } catch let error as StorageError where error.code == .notFound {
            state.withLock { $0.outcome.missing.append(piece.digest) }
        } catch let error as StorageError where [.corrupt, .digestMismatch].contains(error.code) {
            state.withLock { $0.outcome.damaged.append(piece.digest) }
        }
        return nil
    }

    private func put(_ blob: OpenBlob, _ digest: Digest) throws {
        let bytes = try blob.contents(maxBytes: blob.byteCount)
        guard SHA256.digest(of: bytes) == digest else {
            throw StorageError(.digestMismatch, "The blob \(digest) is damaged.")
        }
        try target.put(bytes, durability: .deferred)
    }

    private func upload(_ blob: OpenBlob, _ piece: Piece) throws {
        let upload = try target.beginUpload(maxBytes: blob.byteCount)
        var last = 0
        try blob.withDescriptor { descriptor in
            _ = try upload.write(
                contentsOf: descriptor, name: piece.digest.hex,
                progress: { done in
                    try checkStop()
                    progress(done - last)
                    last = done
                })
        }
        _ = try upload.finish(expecting: piece.digest)
    }
}

extension BlobStore {
    /// Every blob with its size: about 100 bytes of memory a blob.
    func sizes() throws -> [Digest: Int] {
        var sizes: [Digest: Int] = [:]
        try forEach { digest, size in sizes[digest] = size }
        return sizes
    }
}
