/// A request as it goes out.
struct HTTPRequest: Sendable {
    /// The method in capitals.
    var method: String
    /// The whole address, encoded.
    var url: String
    /// Names and values; `host` and `content-length` are added where they are missing.
    var headers: [(name: String, value: String)] = []
    var body = HTTPBody.none
    /// Whether the server is asked first if it wants the body at all.
    var expectsContinue = false
}
