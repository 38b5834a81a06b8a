internal import Foundation
internal import Signing
internal import Synchronization

/// Signs requests to one bucket, sends them, and repeats what failed for the moment.
final class S3Client: Sendable {
    let location: S3Location
    private let http: HTTPClient
    private let signer: RequestSigner
    private let retries: RetryPolicy
    /// The key of the present day.
    private let key = Mutex<SigningKey?>(nil)

    /// A client without connections.
    init(location: S3Location, credentials: AWSCredentials, settings: S3Settings) {
        self.location = location
        http = HTTPClient(settings: settings.http)
        signer = RequestSigner(credentials: credentials, region: location.region)
        retries = settings.retries
    }

    /// Sends a request until it succeeds, is refused for good, or was tried often enough.
    ///
    /// `accepting` answers are handed back as they are. Throws `StorageError`.
    func send(
        _ request: S3Request, accepting isAccepted: (S3Refusal) -> Bool = { _ in false }
    ) throws(StorageError) -> Result<HTTPResponse, S3Refusal> {
        try repeating(request.key) { () throws -> Result<HTTPResponse, S3Refusal> in
            do {
                return .success(try sendOnce(request))
            } catch let refusal as S3Refusal where !refusal.isPassing && isAccepted(refusal) {
                return .failure(refusal)
            }
        }
    }

    /// Sends a request that only a success answers.
    @discardableResult
    func require(_ request: S3Request) throws(StorageError) -> HTTPResponse {
        switch try send(request) {
        case .success(let response): return response
        case .failure(let refusal): throw StorageError(refusal, path: name(of: request.key))
        }
    }

    /// Sends a request that also an absent object answers, with `nil`.
    func find(_ request: S3Request) throws(StorageError) -> HTTPResponse? {
        switch try send(request, accepting: \.isAbsence) {
        case .success(let response): return response
        case .failure: return nil
        }
    }

    /// Sends a request once. Throws `S3Refusal`, `HTTPError`, and what `receive` throws.
    func sendOnce(
        _ request: S3Request, receive: HTTPTransfer.Receiver? = nil
    ) throws -> HTTPResponse {
        let response = try http.send(signed(request), receive: receive)
        guard response.isSuccess, !Self.isLateError(response, to: request) else {
            throw S3Refusal(response)
        }
        return response
    }

    /// Calls `body` until it succeeds or fails for good, with pauses between.
    func repeating<Value>(
        _ key: String, _ body: () throws -> Value
    ) throws(StorageError) -> Value {
        var attempt = 1
        while true {
            do {
                return try body()
            } catch {
                guard attempt < retries.maxAttempts, let pause = pause(after: error, attempt)
                else { throw storageError(error, key: key) }
                Thread.sleep(forTimeInterval: pause / .seconds(1))
                attempt += 1
            }
        }
    }

    /// What to call an object in messages.
    func name(of key: String) -> String {
        "s3://\(location.bucket)/\(key)"
    }

    private func pause(after error: any Error, _ attempt: Int) -> Duration? {
        if let refusal = error as? S3Refusal, refusal.isPassing {
            return retries.pause(afterAttempt: attempt, retryAfter: refusal.retryAfter)
        }
        guard let failure = error as? HTTPError, failure.isPassing else { return nil }
        return retries.pause(afterAttempt: attempt)
    }

    private func storageError(_ error: any Error, key: String) -> StorageError {
        switch error {
        case let error as StorageError: error
        case let refusal as S3Refusal: StorageError(refusal, path: name(of: key))
        case let failure as HTTPError: StorageError(failure, path: name(of: key))
        default: StorageError(.inputOutput, "a request failed", path: name(of: key), cause: error)
        }
    }

    /// S3 answers the completion of an upload, and a copy, before it knows how that ends.
    private static func isLateError(_ response: HTTPResponse, to request: S3Request) -> Bool {
        guard ["POST", "PUT"].contains(request.method), !response.body.isEmpty else { return false }
        return (try? XMLNode.root(of: response.body, named: "Error")) != nil
    }

    private func signed(_ request: S3Request) -> HTTPRequest {
        let time = SigningTime.now()
        var signable = SignableRequest(
            method: request.method, path: location.path(key: request.key), query: request.query,
            headers: request.headers + [
                ("host", location.host), ("x-amz-content-sha256", request.payload.text),
            ],
            payload: request.payload)
        signable = signer.signed(signable, at: time, key: key(at: time))
        return HTTPRequest(
            method: request.method,
            url: location.url(key: request.key, canonicalQuery: signable.canonicalQuery),
            headers: signable.headers.map { ($0.name, $0.value) }, body: request.body,
            expectsContinue: request.body.byteCount > 1 << 20)
    }

    /// The address of a key with a signature for `method`, good for `expires` seconds from now
    /// on. Asks nobody.
    func presignedURL(
        _ method: String, key name: String, query: [SignableRequest.Field], expires: Int
    ) -> String {
        let time = SigningTime.now()
        let request = SignableRequest(
            method: method, path: location.path(key: name), query: query,
            headers: [("host", location.host)], payload: .unsigned)
        let signed = signer.presigned(request, at: time, expires: expires, key: key(at: time))
        return location.url(key: name, canonicalQuery: signed.canonicalQuery)
    }

    private func key(at time: SigningTime) -> SigningKey {
        key.withLock { key in
            if let key, key.scope.day == time.day { return key }
            let fresh = signer.key(at: time)
            key = fresh
            return fresh
        }
    }
}
