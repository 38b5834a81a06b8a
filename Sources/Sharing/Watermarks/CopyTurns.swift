internal import Foundation
internal import Storage

/// Who may make a marked copy now: each takes a process, a core and memory for its pages. Safe
/// from any thread.
public final class CopyTurns: Sendable {
    private let free: DispatchSemaphore
    private let patience: Duration

    /// - Parameters:
    ///   - limit: Copies made at once, at least 1; one a core where it is `nil`.
    ///   - patience: How long a caller waits for its turn.
    public init(limit: Int? = nil, patience: Duration = .seconds(60)) {
        free = DispatchSemaphore(
            value: max(1, limit ?? ProcessInfo.processInfo.activeProcessorCount))
        self.patience = patience
    }

    /// Runs `body` when it is the caller's turn.
    ///
    /// Throws `resourceExhausted` where that does not come in time.
    func take<Result>(_ body: () throws -> Result) throws -> Result {
        let deadline = DispatchTime.now() + patience.seconds
        guard free.wait(timeout: deadline) == .success else {
            throw OperationError(
                .resourceExhausted, .rateLimitExceeded,
                "Too many marked copies are being made. Ask again in a moment.")
        }
        defer { free.signal() }
        return try body()
    }
}
