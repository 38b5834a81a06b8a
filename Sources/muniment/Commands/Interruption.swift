import Dispatch
import Foundation
import Synchronization

/// Waits for SIGINT and SIGTERM instead of being ended by them.
///
/// A second signal ends the process at once. Processes that are started later
/// inherit that they are not ended either: a terminal sends Control-C to all of
/// them, and a helper that died of it would look like a damaged document.
final class Interruption: Sendable {
    private let state = Mutex(false)
    private let sources: Sources

    private struct Sources: @unchecked Sendable {
        // Sendable: set once before anything is delivered, then only kept alive.
        let all: [any DispatchSourceSignal]
    }

    /// `body` is called once, on a queue of its own, for the first signal; the
    /// second is not heard before it returns.
    init(_ body: @escaping @Sendable () -> Void = {}) {
        let queue = DispatchQueue(label: "interruption")
        sources = Sources(
            all: [SIGINT, SIGTERM].map { number in
                signal(number, SIG_IGN)
                return DispatchSource.makeSignalSource(signal: number, queue: queue)
            })
        for source in sources.all {
            source.setEventHandler { [self] in
                let isFirst = state.withLock { raised in
                    defer { raised = true }
                    return !raised
                }
                if isFirst { body() } else { _exit(ExitCode.failed.rawValue) }
            }
            source.resume()
        }
    }

    /// Whether a signal has come.
    var isRaised: Bool { state.withLock { $0 } }
}
