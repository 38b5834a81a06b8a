internal import Foundation
internal import Storage

/// Finds out whether this process can do its work.
///
/// Checks run beside each other, each on a thread of its own: one that hangs fails when its time
/// is over, and is not started again before it has come back.
final class Readiness: Sendable {
    /// Something to look at. What it throws is a check that fails.
    struct Probe: Sendable {
        let name: String
        let check: @Sendable () throws -> HealthCheck
    }

    private let lookUps: [(name: String, lookUp: TimedLookUp<HealthCheck>)]
    private let patience: Duration

    init(_ probes: [Probe], patience: Duration, freshness: Duration) {
        self.patience = patience
        lookUps = probes.map { ($0.name, TimedLookUp(freshness: freshness, $0.check)) }
    }

    /// The outcome of all checks, in their order, within about `patience`.
    func report() -> HealthReport {
        for (_, lookUp) in lookUps { lookUp.refresh() }
        let deadline = Date(timeIntervalSinceNow: patience.seconds)
        return HealthReport(
            lookUps.map { name, lookUp in
                switch lookUp.found(by: deadline) {
                case .success(let check): check
                case .failure(let error): failed(name, error)
                case nil: unanswered(name)
                }
            })
    }

    /// Says no more of an error than what it is about: who asks need not be let in.
    private func failed(_ name: String, _ error: any Error) -> HealthCheck {
        let message = (error as? StorageError)?.message ?? "The check failed."
        return HealthCheck(name, isOK: false, message)
    }

    private func unanswered(_ name: String) -> HealthCheck {
        HealthCheck(
            name, isOK: false, "There was no answer in time.",
            ["limit_seconds": patience.seconds])
    }
}
