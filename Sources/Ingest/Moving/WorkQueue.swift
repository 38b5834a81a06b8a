internal import Foundation

/// Hands pieces of work from one thread to several, a few at a time.
final class WorkQueue<Piece: Sendable>: @unchecked Sendable {
    // Sendable: every variable is only touched with `condition` locked.
    private let condition = NSCondition()
    private let capacity: Int
    private var waiting: [Piece] = []
    private var isClosed = false

    /// Holds `capacity` pieces at most; who brings more waits.
    init(capacity: Int) {
        self.capacity = capacity
    }

    /// Adds a piece; false, and nothing is added, once the queue is closed.
    func put(_ piece: Piece) -> Bool {
        condition.withLock {
            while waiting.count >= capacity && !isClosed { condition.wait() }
            guard !isClosed else { return false }
            waiting.append(piece)
            condition.broadcast()
            return true
        }
    }

    /// The next piece; waits for one, and is `nil` once the queue is closed and empty.
    func take() -> Piece? {
        condition.withLock {
            while waiting.isEmpty && !isClosed { condition.wait() }
            defer { condition.broadcast() }
            return waiting.isEmpty ? nil : waiting.removeFirst()
        }
    }

    /// Lets nothing more in; what is there may be thrown away.
    func close(dropping: Bool = false) {
        condition.withLock {
            isClosed = true
            if dropping { waiting = [] }
            condition.broadcast()
        }
    }
}
