internal import CCurl

/// Why there is no answer. Holds neither the address nor anything of the request.
struct HTTPError: Error, Equatable {
    enum Code: Sendable {
        /// No connection: refused, no such host, no route.
        case connect
        /// The connection took too long, or the transfer stalled.
        case timeout
        /// The connection ended before the answer did.
        case cut
        /// The server's certificate or its TLS is not acceptable.
        case tls
        /// The request's body could not be read.
        case body
        /// The answer is longer than its bound.
        case tooLong
        case other
    }

    let code: Code
    /// The C library's own words.
    let message: String

    /// Whether the same request may succeed a moment later.
    var isPassing: Bool { [.connect, .timeout, .cut].contains(code) }
}

extension HTTPError {
    /// Translates the result of `curl_easy_perform`.
    init(_ result: CURLcode) {
        code = Self.code(of: result)
        message = String(cString: curl_easy_strerror(result))
    }

    private static func code(of result: CURLcode) -> Code {
        switch result {
        case CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
            .connect
        case CURLE_OPERATION_TIMEDOUT: .timeout
        case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE,
            CURLE_WEIRD_SERVER_REPLY, CURLE_SEND_FAIL_REWIND:
            .cut
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_CIPHER, CURLE_SSL_CERTPROBLEM:
            .tls
        case CURLE_ABORTED_BY_CALLBACK: .body
        default: .other
        }
    }
}

extension HTTPError: CustomStringConvertible {
    var description: String { message }
}
