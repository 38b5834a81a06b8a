internal import Foundation
internal import Hashing

/// Lets one thread at a time work on a blob, so that equal bytes travel once.
final class DigestTurns: @unchecked Sendable {
    // Sendable: `taken` is only touched with `condition` locked.
    private let condition = NSCondition()
    private var taken: Set<Digest> = []

    /// Calls `body` when no other thread is at the same blob. Not to be nested.
    func withTurn<Value>(_ digest: Digest, _ body: () throws -> Value) rethrows -> Value {
        condition.withLock {
            while taken.contains(digest) { condition.wait() }
            taken.insert(digest)
        }
        defer {
            condition.withLock {
                taken.remove(digest)
                condition.broadcast()
            }
        }
        return try body()
    }
}
