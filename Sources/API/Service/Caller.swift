internal import Ingest
internal import Sharing

/// Somebody whose key was accepted.
struct Caller: Sendable {
    let subject: Subject
    /// Where the key stands after this request.
    let standing: RateLimiter.Standing
}

extension SurfaceContext {
    /// Lets the sender of a request in by its `Authorization: Bearer`, and counts the request.
    ///
    /// Throws `OperationError` for a key that is missing or not accepted, `RatedError` for one
    /// request too many.
    func admit(_ request: HTTPRequest) throws -> Caller {
        let subject = try authentication.subject(of: Self.key(of: request))
        request.trace.note(subject: subject.id.text)
        guard let key = subject.key else { throw Self.missingKey }
        let standing = rateLimiter.count(key, creates: request.method == .post)
        guard !standing.isExceeded else {
            throw RatedError(cause: Self.tooMany(standing), standing: standing)
        }
        return Caller(subject: subject, standing: standing)
    }

    private static func key(of request: HTTPRequest) throws -> String {
        let words = request.header("Authorization")?
            .split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard let words, words.count == 2, words[0].equalsIgnoringCase("bearer") else {
            throw missingKey
        }
        return String(words[1].trimmed)
    }

    private static let missingKey = OperationError(
        .unauthenticated, .missingAPIKey,
        "There is no API key. Send one as `Authorization: Bearer ffy_…`.")

    private static func tooMany(_ standing: RateLimiter.Standing) -> OperationError {
        OperationError(
            .resourceExhausted, .rateLimitExceeded,
            "The key has used its \(standing.limit) requests of this minute. Go on in the next.")
    }
}
