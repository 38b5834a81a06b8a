public import Foundation

/// A counter that threads can wait on.
///
/// A waiter names the count that it has seen, so a signal between looking for
/// work and waiting for it is never lost.
public final class Signal: @unchecked Sendable {
    // Sendable: `count` is only touched with `condition` locked.
    private let condition = NSCondition()
    private var count: UInt64 = 0

    /// A signal that was never raised.
    public init() {}

    /// How often it was raised so far.
    public var current: UInt64 {
        condition.withLock { count }
    }

    /// Wakes every waiter.
    public func raise() {
        condition.withLock {
            count += 1
            condition.broadcast()
        }
    }

    /// Waits until the signal was raised beyond `seen`, at most until `deadline`.
    ///
    /// Returns the count then.
    @discardableResult
    public func wait(beyond seen: UInt64, until deadline: Date) -> UInt64 {
        let deadline = min(deadline, Self.latestDeadline)
        return condition.withLock {
            while count <= seen {
                if !condition.wait(until: deadline) { break }
            }
            return count
        }
    }

    /// Foundation traps on a date whose nanoseconds since 1970 overflow 64 bits,
    /// such as `.distantFuture`; this one is in the year 2255.
    private static let latestDeadline = Date(timeIntervalSince1970: 9_000_000_000)
}
