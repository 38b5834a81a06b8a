internal import Foundation
internal import Hashing
internal import Storage

/// Remembers which files were seen to be right, for as long as they are the same and a time has
/// not passed: a disk loses bytes without any change that it tells of.
final class CheckedFiles: @unchecked Sendable {
    // Sendable: `state` is only touched with `condition` locked.
    private struct Key: Hashable {
        let file: FileIdentity
        let digest: Digest
    }

    private struct State {
        var checked: [Key: ContinuousClock.Instant] = [:]
        /// What some thread is reading.
        var running: Set<Key> = []
    }

    private let settings: ContentSettings
    private let condition = NSCondition()
    private var state = State()

    init(_ settings: ContentSettings) {
        self.settings = settings
    }

    /// How many are remembered.
    var count: Int { condition.withLock { state.checked.count } }

    /// Whether the file holds the bytes of the digest. Reads all of it where that is not
    /// remembered; of several threads that ask for the same file, one reads.
    func isRight(_ blob: OpenBlob, _ digest: Digest) throws -> Bool {
        guard let file = FileIdentity(of: blob) else { return try blob.isRight(digest) }
        let key = Key(file: file, digest: digest)
        guard begin(key) else { return true }
        var isRight = false
        defer { end(key, isRight: isRight) }
        isRight = try blob.isRight(digest)
        return isRight
    }

    /// False where it is known that the file is right; else this thread is to read it.
    private func begin(_ key: Key) -> Bool {
        condition.withLock {
            while state.running.contains(key) { condition.wait() }
            if let time = state.checked[key], time.duration(to: .now) < settings.rememberedFor {
                return false
            }
            state.running.insert(key)
            return true
        }
    }

    private func end(_ key: Key, isRight: Bool) {
        condition.withLock {
            state.running.remove(key)
            state.checked[key] = nil
            if isRight, settings.rememberedFiles > 0 { remember(key) }
            condition.broadcast()
        }
    }

    /// Called with `condition` locked.
    private func remember(_ key: Key) {
        while state.checked.count >= settings.rememberedFiles,
            let oldest = state.checked.min(by: { $0.value < $1.value })
        {
            state.checked[oldest.key] = nil
        }
        state.checked[key] = .now
    }
}
