internal import CMicroHTTPD

/// An answer as it goes over the wire, for those that leave around libmicrohttpd.
enum WireAnswer {
    /// Head and body; only bodies in memory are written.
    static func bytes(of response: HTTPResponse, isHead: Bool) -> [UInt8] {
        var body: [UInt8] = []
        if case .bytes(let bytes) = response.body { body = bytes }
        let status = response.status.rawValue
        let reason = String(cString: MHD_get_reason_phrase_for(UInt32(status)))
        var text =
            "HTTP/1.1 \(status) \(reason)\r\n"
        for field in response.headers.fields { text += "\(field.name): \(field.value)\r\n" }
        text += "Content-Length: \(body.count)\r\n\r\n"
        return Array(text.utf8) + (isHead ? [] : body)
    }
}
