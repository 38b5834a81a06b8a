internal import Foundation
public import Ingest
internal import Storage
internal import Synchronization

/// Looks at a store's invariants as long as a server runs, on a thread of its own, and tells what
/// it found: in the log when it begins and when it ends, in `/metrics` and in `/readyz`.
public final class InvariantWatch: Sendable {
    /// How a server watches.
    public struct Settings: Hashable, Sendable {
        /// How often is looked; default is once a minute.
        public var interval: Duration = .seconds(60)
        /// How much each time.
        public var check = InvariantSettings()
        /// Whether the server is not ready while something is violated; default is that it is not.
        public var violationsAreUnready = true

        public init() {}
    }

    /// What was found so far.
    struct State: Sendable {
        /// `nil` before the first check has ended, or when the last one could not be made.
        var violations: [InvariantViolation]?
        var checks = 0
        var failures = 0
        var lastDuration: Duration = .zero
        var isStopped = false
    }

    let settings: Settings
    private let check: InvariantCheck
    private let note: @Sendable (String) -> Void
    private let state = Mutex(State())
    private let stopped = Signal()

    /// `note` takes lines for the log.
    init(store: Store, settings: Settings, note: @escaping @Sendable (String) -> Void) {
        self.settings = settings
        self.note = note
        check = InvariantCheck(store: store, settings: settings.check)
    }

    /// Starts to look; to be called once. The first look is at once.
    func start() {
        let thread = Thread { [self] in watch() }
        thread.name = "invariants"
        thread.stackSize = 1 << 20
        thread.start()
    }

    /// Ends it after the look that may be running; returns at once.
    func stop() {
        state.withLock { $0.isStopped = true }
        stopped.raise()
    }

    /// What was found last.
    var found: State { state.withLock { $0 } }

    private func watch() {
        while !state.withLock(\.isStopped) {
            let seen = stopped.current
            look()
            stopped.wait(
                beyond: seen, until: Date(timeIntervalSinceNow: settings.interval.seconds))
        }
    }

    /// Looks once; in tests without a thread.
    func look() {
        let start = ContinuousClock.now
        let result = Result { try check.run() }
        let before = state.withLock { state in
            defer {
                state.checks += 1
                state.lastDuration = ContinuousClock.now - start
                state.violations = try? result.get()
                if case .failure = result { state.failures += 1 }
            }
            return state.violations
        }
        tell(result, after: before)
    }

    private func tell(
        _ result: Result<[InvariantViolation], any Error>, after before: [InvariantViolation]?
    ) {
        switch result {
        case .failure(let error):
            // That the store is away is told by who meets it; one line when it begins will do.
            if before != nil { note("the invariants could not be looked at: \(error)") }
        case .success(let violations):
            let known = Set(before ?? [])
            for violation in violations where !known.contains(violation) {
                note("\(violation)")
            }
            let broken = Set(violations.map(\.invariant))
            for ended in Set(known.map(\.invariant)).subtracting(broken) {
                note("invariant \(ended.rawValue) holds again")
            }
        }
    }
}

extension InvariantWatch {
    /// What `/readyz` says.
    var healthCheck: HealthCheck {
        let found = found
        guard let violations = found.violations else {
            let isOK = found.checks == 0
            return HealthCheck(
                "invariants", isOK: isOK,
                isOK ? "They are being looked at." : "They could not be looked at.")
        }
        let figures = Dictionary(
            uniqueKeysWithValues: violations.map { ($0.invariant.rawValue, Double($0.count)) })
        guard let first = violations.first else {
            return HealthCheck("invariants", isOK: true, "All of them hold.")
        }
        let complaint = first.invariant.complaint
        return HealthCheck(
            "invariants", isOK: !settings.violationsAreUnready,
            settings.violationsAreUnready ? complaint : "Warning: \(complaint)", figures)
    }
}
