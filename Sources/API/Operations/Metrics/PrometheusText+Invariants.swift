internal import Ingest
internal import Storage

extension PrometheusText {
    /// Adds what a server found of its store's invariants; violations are left out while they are
    /// not known.
    mutating func add(_ found: InvariantWatch.State) {
        metric(
            "muniment_invariant_checks_total", .counter,
            help: "How often the store's invariants were looked at.")
        sample(
            "muniment_invariant_checks_total", Double(found.checks - found.failures),
            [
                "outcome": "done"
            ])
        sample("muniment_invariant_checks_total", Double(found.failures), ["outcome": "failed"])
        metric(
            "muniment_invariant_check_seconds", .gauge, help: "How long the last look took.")
        sample("muniment_invariant_check_seconds", found.lastDuration.seconds)
        guard let violations = found.violations else { return }
        metric(
            "muniment_invariant_violations", .gauge,
            help: "Rows of which an invariant does not hold.")
        for invariant in StoreInvariant.allCases {
            let count = violations.first { $0.invariant == invariant }?.count ?? 0
            sample(
                "muniment_invariant_violations", Double(count),
                ["invariant": invariant.rawValue])
        }
    }
}
