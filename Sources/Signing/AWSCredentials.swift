/// What a client of AWS Signature Version 4 signs with.
public struct AWSCredentials: Hashable, Sendable {
    public let accessKeyID: String
    public let secretAccessKey: String
    /// Sent along and signed where the keys are temporary.
    public let sessionToken: String?

    public init(accessKeyID: String, secretAccessKey: String, sessionToken: String? = nil) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
    }
}

extension AWSCredentials: CustomStringConvertible, CustomDebugStringConvertible {
    /// Never the secret parts.
    public var description: String { "AWSCredentials(\(accessKeyID))" }
    public var debugDescription: String { description }
}
