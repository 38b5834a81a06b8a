internal import Foundation

/// A fixed number of threads for handlers that wait, first come, first served.
///
/// There are at most as many works as connections, so they need no limit of their own.
final class BlockingThreads: @unchecked Sendable {
    // Sendable: all state is touched with `condition` locked only.
    private let condition = NSCondition()
    private var works: [@Sendable () -> Void] = []
    /// The works before it are taken.
    private var next = 0
    private var isStopped = false

    /// Starts the threads, which run until `stop()`.
    init(count: Int) {
        for number in 1...max(1, count) {
            let thread = Thread { [self] in
                while let work = take() { work() }
            }
            thread.name = "http-\(number)"
            thread.start()
        }
    }

    func run(_ work: @escaping @Sendable () -> Void) {
        condition.withLock {
            works.append(work)
            condition.signal()
        }
    }

    /// Lets the threads end when nothing is left to do. Works may still be added.
    func stop() {
        condition.withLock {
            isStopped = true
            condition.broadcast()
        }
    }

    private func take() -> (@Sendable () -> Void)? {
        condition.withLock {
            while next == works.count {
                if isStopped { return nil }
                condition.wait()
            }
            let work = works[next]
            next += 1
            if next == works.count || next == 1_024 {
                works.removeFirst(next)
                next = 0
            }
            return work
        }
    }
}
