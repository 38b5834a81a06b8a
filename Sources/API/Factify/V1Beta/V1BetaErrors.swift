/// `{code, message, details}`, always as `application/json`: the SDKs decode nothing else.
struct V1BetaErrors: ErrorRenderer {
    func render(_ error: any Error, for request: HTTPRequest) -> HTTPResponse? {
        guard let refusal = Refusal(error, of: request) else { return nil }
        var response = HTTPResponse.object(Self.status(of: refusal)) { json in
            json.member("code", refusal.code)
            json.member("message", refusal.message)
            json.array("details", CollectionOfOne(refusal)) { refusal, json in
                json.object { json in
                    json.member("reason", refusal.reason)
                    json.member("param", refusal.parameter)
                    json.member("request_id", request.id)
                }
            }
        }
        for field in refusal.headers.fields { response.headers.add(field.name, field.value) }
        return response
    }

    /// What the request itself is wrong about is 400 here, since the SDKs decode no 413 or 415.
    private static func status(of refusal: Refusal) -> HTTPStatus {
        switch refusal.status {
        case .contentTooLarge, .unsupportedMediaType, .unprocessableContent, .expectationFailed:
            .badRequest
        default: refusal.status
        }
    }
}
