/// Who signed, and where and on which day that counts, as a request states it.
public struct SigningCredential: Hashable, Sendable {
    public let accessKeyID: String
    public let scope: SigningScope

    public init(accessKeyID: String, scope: SigningScope) {
        self.accessKeyID = accessKeyID
        self.scope = scope
    }

    /// Why a text is not the credential of a service in a region.
    public enum Fault: Error, Hashable, Sendable {
        /// Not five parts between slashes.
        case malformed
        case wrongDay(String)
        case wrongRegion(String)
        case wrongService(String)
        case wrongEnding(String)
    }

    /// Reads `<access key>/<day>/<region>/<service>/aws4_request`.
    public init(_ text: String, region: String, service: String = "s3") throws(Fault) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 5, !parts[0].isEmpty else { throw .malformed }
        guard parts[1].utf8.count == 8, parts[1].utf8.allSatisfy({ (48...57).contains($0) })
        else { throw .wrongDay(parts[1]) }
        guard parts[2] == region else { throw .wrongRegion(parts[2]) }
        guard parts[3] == service else { throw .wrongService(parts[3]) }
        guard parts[4] == "aws4_request" else { throw .wrongEnding(parts[4]) }
        accessKeyID = parts[0]
        scope = SigningScope(day: parts[1], region: region, service: service)
    }

    /// As requests state it.
    public var text: String { "\(accessKeyID)/\(scope.text)" }
}
