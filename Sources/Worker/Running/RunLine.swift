internal import Foundation

/// Claimed jobs on their way to the threads that run them.
final class RunLine: @unchecked Sendable {
    // Sendable: every variable is only touched with `condition` locked.
    private let condition = NSCondition()
    private var runs: [JobRun] = []
    private var isClosed = false

    /// Adds runs, and wakes no more threads than there are.
    func add(_ added: [JobRun]) {
        condition.withLock {
            runs += added
            for _ in added { condition.signal() }
        }
    }

    /// Nothing will be added any more.
    func close() {
        condition.withLock {
            isClosed = true
            condition.broadcast()
        }
    }

    /// The run that waited longest; waits for one, and is `nil` after the last.
    func next() -> JobRun? {
        condition.withLock {
            while runs.isEmpty, !isClosed { condition.wait() }
            return runs.isEmpty ? nil : runs.removeFirst()
        }
    }
}
