internal import Synchronization

/// Threads that a worker's jobs share.
///
/// A job owns the thread that it runs on. It may borrow idle ones for a while, to
/// work on several pages at a time, and must give each back.
public final class Capacity: Sendable {
    private let places: Mutex<Places>
    private let whenFreed: @Sendable () -> Void

    private struct Places {
        var free: Int
        var isWanted = false
    }

    init(_ count: Int, whenFreed: @escaping @Sendable () -> Void = {}) {
        places = Mutex(Places(free: count))
        self.whenFreed = whenFreed
    }

    /// Takes an idle thread's place; false where all are busy.
    public func borrow() -> Bool { take(1) == 1 }

    /// Takes up to `count` places; returns how many.
    func take(_ count: Int) -> Int {
        places.withLock { places in
            let taken = min(count, places.free)
            places.free -= taken
            return taken
        }
    }

    /// Gives a place back.
    public func giveBack() {
        giveBackQuietly()
        whenFreed()
    }

    /// Gives places back without telling anybody.
    func giveBackQuietly(_ count: Int = 1) {
        guard count > 0 else { return }
        places.withLock { places in
            places.free += count
            places.isWanted = false
        }
    }

    /// Whether another job waits for a place: who borrowed one should give it back.
    public var isWanted: Bool { places.withLock { $0.isWanted } }

    /// Asks for a place until one is given back.
    func ask() {
        places.withLock { places in
            places.isWanted = places.free == 0
        }
    }
}
