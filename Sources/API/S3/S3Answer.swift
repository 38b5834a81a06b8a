/// How a request of S3 wants its object answered.
struct S3Answer {
    private let overrides: [(header: String, value: String)]

    /// The parameters that replace headers, which are part of what was signed.
    private static let headers = [
        "response-content-type": "Content-Type",
        "response-content-language": "Content-Language",
        "response-expires": "Expires",
        "response-cache-control": "Cache-Control",
        "response-content-disposition": "Content-Disposition",
        "response-content-encoding": "Content-Encoding",
    ]

    init(_ request: HTTPRequest) throws {
        overrides = try request.query().compactMap { item in
            Self.headers[item.name].map { ($0, item.value) }
        }
    }

    /// The answer with the headers that were asked for, where it is a success; what is not there
    /// in part is refused as S3 does.
    func overridden(_ response: HTTPResponse) throws(S3Error) -> HTTPResponse {
        switch response.status {
        case .ok, .partialContent:
            var response = response
            for (header, value) in overrides { response.headers[header] = value }
            return response
        case .rangeNotSatisfiable:
            throw S3Error(
                .rangeNotSatisfiable, "InvalidRange", "The requested range is not satisfiable")
        case .preconditionFailed:
            throw S3Error(
                .preconditionFailed, "PreconditionFailed",
                "At least one of the pre-conditions you specified did not hold")
        default: return response
        }
    }
}
