internal import CMicroHTTPD

/// What became of an answer, for the log.
struct SentAnswer {
    var status = 0
    var bytes = 0
    /// Bytes of the body that came in after it.
    var discarded = 0
    /// Whether it left around the library, whole.
    var isSentByHand = false
}

extension Exchange {
    /// The surface's words for an error, and a note of it.
    func render(_ error: any Error) -> HTTPResponse {
        guard let request else { return HTTPResponse(.badRequest) }
        if let blob = error as? UnsoundBlob { return render(blob, for: request) }
        if let response = errors.render(error, for: request) { return response }
        request.trace.note(failure: String(describing: error))
        let failure = HTTPError(
            .internalServerError,
            "Something went wrong here. The log of the server says what, under \(id).")
        return errors.render(failure, for: request) ?? HTTPResponse(.internalServerError)
    }

    private func render(_ blob: UnsoundBlob, for request: HTTPRequest) -> HTTPResponse {
        let failure = HTTPError(.internalServerError, blob.message)
        let response = errors.render(failure, for: request)
        // Last, for the surface notes a code of its own.
        request.trace.note(blob)
        return response ?? HTTPResponse(.internalServerError)
    }

    /// Hands an answer to libmicrohttpd, which sends it.
    func queue(_ response: HTTPResponse) -> MHD_Result {
        let response = completed(response)
        guard let answer = MHDAnswer.make(response, for: self) else {
            core.log.note("\(id): there is no memory or no descriptor for an answer")
            return .NO
        }
        defer { MHD_destroy_response(answer) }
        phase = .answered
        client.startAnswer()
        note(response)
        return MHD_queue_response(connection, UInt32(response.status.rawValue), answer)
    }

    /// Answers before the body has come in whole.
    ///
    /// A client that waits for leave to send gets the answer in its place. A short rest is
    /// dropped, and the connection stays. Otherwise the answer leaves at once, and the rest is
    /// read and dropped until the client has seen the answer and closes: closing first would
    /// take the answer from it (RFC 9112, 9.6).
    func refuse(_ response: HTTPResponse, at place: Place) -> MHD_Result {
        guard let request, place != .end else { return queue(response) }
        if place == .head, request.head.framing == .none {
            // Not in this call: the library would close the connection.
            phase = .discarding(response)
            return .YES
        }
        if place == .head, request.header("Expect") != nil {
            mustClose = true
            return queue(response)
        }
        if let length = request.contentLength, length - pace.received <= Self.shortRest {
            phase = .discarding(response)
            return .YES
        }
        return sendByHand(response)
    }

    /// So much of a refused body is dropped rather than its connection.
    private static var shortRest: Int { 65_536 }

    private func sendByHand(_ response: HTTPResponse) -> MHD_Result {
        mustClose = true
        let response = completed(response)
        note(response)
        phase = .lingering
        sent.isSentByHand = WireAnswer.bytes(of: response, isHead: request?.method == .head)
            .withUnsafeBytes {
                cmhd_send_last(connection, client.peer.isEncrypted, $0.baseAddress, $0.count)
            }
        return sent.isSentByHand ? .YES : .NO
    }

    private func note(_ response: HTTPResponse) {
        sent.status = response.status.rawValue
        if case .stream = response.body { return }
        sent.bytes = request?.method == .head ? 0 : response.body.byteCount ?? 0
    }

    /// With the headers that all answers have.
    private func completed(_ response: HTTPResponse) -> HTTPResponse {
        var response = response
        response.headers["X-Request-Id"] = id
        if mustClose || core.isDraining { response.headers["Connection"] = "close" }
        if core.settings.crossOrigin.isOn {
            core.settings.crossOrigin.mark(
                &response.headers, for: request?.header("Origin"))
        }
        return response
    }
}
