/// All checks of a server at one moment.
struct HealthReport: Encodable, Sendable {
    enum Status: String, Encodable, Sendable {
        case ready
        case unready
    }

    let status: Status
    let checks: [HealthCheck]

    init(_ checks: [HealthCheck]) {
        status = checks.allSatisfy(\.isOK) ? .ready : .unready
        self.checks = checks
    }
}
