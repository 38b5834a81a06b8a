internal import Foundation
internal import Hashing

/// Small blobs that are on their way to the server while their callers go on.
///
/// A few threads send them, which end when nothing is left. The bytes that wait are bounded.
final class DeferredUploads: @unchecked Sendable {
    // Sendable: `state` is only touched with `condition` locked.
    private struct State {
        var queue: [(digest: Digest, bytes: [UInt8])] = []
        /// Blobs that are queued or being sent.
        var pending: Set<Digest> = []
        var pendingBytes = 0
        /// Blobs that arrived or did not, until somebody asks.
        var outcomes: [Digest: Result<Void, any Error>] = [:]
        var threads = 0
    }

    private let condition = NSCondition()
    private var state = State()
    private let maxThreads: Int
    private let maxBytes: Int
    private let upload: @Sendable (Digest, [UInt8]) throws -> Void

    /// Uploads by `upload`, which is called on threads of its own.
    init(
        maxThreads: Int, maxBytes: Int,
        upload: @escaping @Sendable (Digest, [UInt8]) throws -> Void
    ) {
        self.maxThreads = maxThreads
        self.maxBytes = maxBytes
        self.upload = upload
    }

    /// Queues a blob unless it is already under way; waits while too many bytes are.
    func enqueue(_ digest: Digest, _ bytes: [UInt8]) {
        condition.withLock {
            while state.pendingBytes > 0, state.pendingBytes + bytes.count > maxBytes {
                condition.wait()
            }
            guard state.pending.insert(digest).inserted else { return }
            state.pendingBytes += bytes.count
            state.outcomes[digest] = nil
            state.queue.append((digest, bytes))
            startThread()
        }
    }

    /// Whether a blob is queued or being sent.
    func isPending(_ digest: Digest) -> Bool {
        condition.withLock { state.pending.contains(digest) }
    }

    /// Waits until a blob is not under way any more and returns how that ended, once; `nil` when
    /// it never was or somebody asked before.
    func outcome(of digest: Digest) -> Result<Void, any Error>? {
        condition.withLock {
            while state.pending.contains(digest) { condition.wait() }
            return state.outcomes.removeValue(forKey: digest)
        }
    }

    /// Waits until a blob is not under way any more.
    func wait(for digest: Digest) {
        condition.withLock {
            while state.pending.contains(digest) { condition.wait() }
        }
    }

    /// Waits until none of the blobs that are under way now is any more.
    func waitForAll() {
        for digest in condition.withLock({ state.pending }) { wait(for: digest) }
    }

    /// Called with `condition` locked.
    private func startThread() {
        guard state.threads < min(maxThreads, state.pending.count) else { return }
        state.threads += 1
        Thread.detachNewThread { self.work() }
    }

    private func work() {
        while let (digest, bytes) = next() {
            let outcome = Result { try upload(digest, bytes) }
            condition.withLock {
                state.pending.remove(digest)
                state.pendingBytes -= bytes.count
                state.outcomes[digest] = outcome
                condition.broadcast()
            }
        }
    }

    private func next() -> (Digest, [UInt8])? {
        condition.withLock {
            guard !state.queue.isEmpty else {
                state.threads -= 1
                return nil
            }
            return state.queue.removeFirst()
        }
    }
}
