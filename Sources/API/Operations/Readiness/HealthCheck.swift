/// What one check found.
public struct HealthCheck: Hashable, Sendable {
    /// Such as `database`.
    public let name: String
    public let isOK: Bool
    /// For people: one plain sentence, without paths or addresses.
    public let message: String
    /// What was measured, and the limits that it was held against.
    public let figures: [String: Double]

    init(_ name: String, isOK: Bool, _ message: String, _ figures: [String: Double] = [:]) {
        self.name = name
        self.isOK = isOK
        self.message = message
        self.figures = figures
    }
}

extension HealthCheck: Encodable {
    private enum CodingKeys: String, CodingKey {
        case name
        case isOK = "ok"
        case message, figures
    }
}
