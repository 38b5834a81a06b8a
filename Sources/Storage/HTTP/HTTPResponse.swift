/// What a server answered.
struct HTTPResponse: Sendable {
    var status = 0
    var headers = HTTPHeaders()
    /// Empty where the body was streamed elsewhere.
    var body: [UInt8] = []

    /// Whether the status is one of 200 to 299.
    var isSuccess: Bool { (200..<300).contains(status) }
}
