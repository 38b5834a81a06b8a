/// Puts errors into the words of one surface.
public protocol ErrorRenderer: Sendable {
    /// The answer for an error that the surface knows; `nil` for any other, which is then logged
    /// with its description and rendered as an `HTTPError` of 500.
    ///
    /// Every `HTTPError` has to be known.
    func render(_ error: any Error, for request: HTTPRequest) -> HTTPResponse?
}

/// The errors of addresses that belong to no surface, as plain text.
public struct PlainErrors: ErrorRenderer {
    public init() {}

    public func render(_ error: any Error, for request: HTTPRequest) -> HTTPResponse? {
        guard let error = error as? HTTPError else { return nil }
        var response = HTTPResponse.text(error.message + "\n", status: error.status)
        for field in error.headers.fields { response.headers.add(field.name, field.value) }
        return response
    }
}
