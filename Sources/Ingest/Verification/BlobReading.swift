internal import Foundation
internal import Hashing
internal import Storage
internal import Synchronization

/// Reads all blobs of a store once, on several threads.
///
/// One thread lists, others hash, and the caller's own counts what they found: memory is bounded
/// by the settings, not by the store.
final class BlobReading: Sendable {
    private struct Piece: Sendable {
        let digest: Digest
        let byteCount: Int
    }

    /// A batch that was read.
    struct Outcome: Sendable {
        var digests: [Digest] = []
        var byteCount = 0
        /// Those that were not found to be right.
        var suspicious: [Digest] = []
    }

    private let blobs: any BlobStore
    private let settings: VerificationSettings
    private let work: WorkQueue<[Piece]>
    private let outcomes: WorkQueue<Outcome>
    private let failure = Mutex<(any Error)?>(nil)

    init(_ blobs: any BlobStore, _ settings: VerificationSettings) {
        self.blobs = blobs
        self.settings = settings
        work = WorkQueue(capacity: settings.queuedBatches)
        outcomes = WorkQueue(capacity: settings.queuedBatches)
    }

    /// Reads everything; `note` is told of every batch, in no order, on the caller's thread. To be
    /// called once. Throws the first error that says nothing about a blob.
    func run(_ note: (Outcome) -> Void) throws {
        startThread("verify-list") { [self] in
            try list()
            work.close()
        }
        let readers = DispatchGroup()
        for number in 1...max(1, settings.threads) {
            readers.enter()
            startThread("verify-\(number)") { [self] in
                defer { readers.leave() }
                while let batch = work.take(), outcomes.put(try read(batch)) {}
            }
        }
        startThread("verify-end") { [self] in
            readers.wait()
            outcomes.close()
        }
        while let outcome = outcomes.take() { note(outcome) }
        if let failure = failure.withLock({ $0 }) { throw failure }
    }

    private func startThread(_ name: String, _ body: @escaping @Sendable () throws -> Void) {
        let thread = Thread { [self] in
            do { try body() } catch {
                failure.withLock { $0 = $0 ?? error }
                work.close(dropping: true)
            }
        }
        thread.name = name
        thread.stackSize = 1 << 20
        thread.start()
    }

    private func list() throws {
        var batch: [Piece] = []
        var byteCount = 0
        func send() throws {
            guard work.put(batch) else { throw CancellationError() }
            (batch, byteCount) = ([], 0)
        }
        try blobs.forEach { digest, size in
            batch.append(Piece(digest: digest, byteCount: size))
            byteCount += size
            if batch.count >= settings.blobsInBatch || byteCount >= settings.bytesInBatch {
                try send()
            }
        }
        if !batch.isEmpty { try send() }
    }

    private func read(_ batch: [Piece]) throws -> Outcome {
        var outcome = Outcome()
        for piece in batch {
            outcome.digests.append(piece.digest)
            outcome.byteCount += piece.byteCount
            if try !blobs.isSound(piece.digest) { outcome.suspicious.append(piece.digest) }
        }
        return outcome
    }
}

extension BlobStore {
    /// Whether all bytes of a blob can be read and are right; false for one that is absent.
    func isSound(_ digest: Digest) throws -> Bool {
        do {
            if case .intact = try verify(digest) { return true }
            return false
        } catch let error as StorageError where [.inputOutput, .corrupt].contains(error.code) {
            return false
        }
    }
}
