/// Where and on which day a signing key is good.
public struct SigningScope: Hashable, Sendable {
    /// The day in UTC: `20130524`.
    public let day: String
    /// The region: `us-east-1`.
    public let region: String
    /// The service's name in signatures: `s3`.
    public let service: String

    /// The scope of a day, a region and a service.
    public init(day: String, region: String, service: String) {
        self.day = day
        self.region = region
        self.service = service
    }

    /// As it stands in credentials and in the string to sign.
    public var text: String { "\(day)/\(region)/\(service)/aws4_request" }
}
