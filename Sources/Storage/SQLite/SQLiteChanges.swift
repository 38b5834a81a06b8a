internal import Foundation
internal import Synchronization

/// Tells this process's listeners of commits, its own and those of others.
///
/// Own commits raise their topics' signals at once. SQLite has no way to wake
/// another process, so while anybody listens a thread looks at
/// `PRAGMA data_version`, a read of shared memory that changes with every commit
/// of another connection, and raises all signals when it did.
final class SQLiteChanges: Sendable {
    private let path: String
    private let vfs: String?
    private let listeners = Mutex(Listeners())

    private struct Listeners {
        var signals: [Topic: Signal] = [:]
        var isWatching = false
    }

    /// Less than half of what is promised to callers, and cheap: about 10 µs of CPU a look.
    private static let interval = 0.1

    init(path: String, vfs: String?) {
        self.path = path
        self.vfs = vfs
    }

    func signal(for topic: Topic) -> Signal {
        let (signal, mustWatch) = listeners.withLock { listeners in
            defer { listeners.isWatching = true }
            let signal = listeners.signals[topic] ?? Signal()
            listeners.signals[topic] = signal
            return (signal, !listeners.isWatching)
        }
        if mustWatch { watch() }
        return signal
    }

    func raise(_ topics: Set<Topic>) {
        let signals = listeners.withLock { listeners in
            topics.compactMap { listeners.signals[$0] }
        }
        for signal in signals { signal.raise() }
    }

    private func raiseAll() {
        let signals = listeners.withLock { Array($0.signals.values) }
        for signal in signals { signal.raise() }
    }

    private func watch() {
        let thread = Thread { [weak self, path] in
            var connection: SQLiteConnection?
            var seen: Int64?
            while let self {
                // A failed look is not an answer: all signals are raised, and the
                // listeners' own statements meet the error where it is handled.
                let version = try? self.version(with: &connection, path: path)
                if version == nil || version != seen { self.raiseAll() }
                seen = version
                Thread.sleep(forTimeInterval: Self.interval)
            }
        }
        thread.name = "sqlite-changes"
        thread.start()
    }

    private func version(with connection: inout SQLiteConnection?, path: String) throws -> Int64? {
        let open = try connection ?? SQLiteConnection(path: path, access: .reading, vfs: vfs)
        connection = open
        return try open.query("PRAGMA data_version", []).first?.integer("data_version")
    }
}
