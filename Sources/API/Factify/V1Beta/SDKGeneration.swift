/// Which minor generation of v1beta a caller speaks, where the two differ.
enum SDKGeneration {
    /// 1.0, the Python SDK; also everybody who does not say, for what 1.0 gets 1.1 understands.
    case first
    /// 1.1, the TypeScript SDK.
    case second

    /// Reads a user agent such as `speakeasy-sdk/python 1.0.1 2.869.23 1.0.0-rc.1 factify`, the
    /// fourth word of which is the version of the API.
    init(of request: HTTPRequest) {
        let words = request.header("User-Agent")?.split(separator: " ") ?? []
        guard words.count > 3, words[0].hasPrefix("speakeasy-sdk/") else {
            self = .first
            return
        }
        self = words[3].hasPrefix("1.0.") ? .first : .second
    }
}
