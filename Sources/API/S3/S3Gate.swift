internal import Hashing
internal import Ingest
internal import Sharing
internal import Signing
internal import Storage

/// Lets requests and forms in that somebody signed who may.
struct S3Gate: Sendable {
    let operations: DocumentOperations
    let bucket: S3Bucket
    /// The present moment, in seconds since 1970.
    let clock: @Sendable () -> Double

    private var clockSkew: Int { Int(operations.links.settings.s3ClockSkew.components.seconds) }

    func requireBucket(_ name: String) throws(S3Error) {
        guard name == bucket.name else { throw .noSuchBucket(name) }
    }

    // MARK: - Signed requests

    /// Who signed a request by its parameters.
    func signer(of request: HTTPRequest) throws -> Subject {
        let query = try request.query().map { ($0.name, $0.value) }
        guard PresignedQuery.isPresent(in: query) else { throw try anonymous(request) }
        guard !query.contains(where: { $0.0 == "X-Amz-Security-Token" }) else {
            throw S3Error.foreignToken()
        }
        do {
            let presigned = try PresignedQuery(query, region: bucket.region)
            let signer = try signer(presigned.credential)
            try presigned.requireTime(now: Int(clock()), skew: clockSkew)
            try presigned.requireSignature(
                method: request.method.rawValue, path: try request.decodedPath,
                headers: request.allHeaders, payload: try Self.payload(of: request),
                key: signer.key)
            request.trace.note(subject: signer.subject.id.text)
            return signer.subject
        } catch let refusal as PresignedRefusal {
            throw S3Error(refusal, of: query, in: bucket, now: clock())
        }
    }

    private func signer(_ credential: SigningCredential) throws -> S3Authentication.Signer {
        let found = try operations.links.s3.signer(
            credential.accessKeyID, scope: credential.scope)
        guard let found else { throw S3Error.unknownKey(credential.accessKeyID) }
        return found
    }

    private func anonymous(_ request: HTTPRequest) throws -> S3Error {
        guard request.header("Authorization") == nil else {
            return S3Error(
                .notImplemented, "NotImplemented",
                "Only requests that are signed by their parameters are taken. Use a presigned URL.")
        }
        return .accessDenied()
    }

    /// What the signature says of the body.
    static func payload(of request: HTTPRequest) throws -> PayloadHash {
        guard let text = request.header("x-amz-content-sha256"), text != PayloadHash.unsigned.text
        else { return .unsigned }
        guard let digest = Digest(hex: text), text == digest.hex else {
            throw S3Error(
                .notImplemented, "NotImplemented",
                "Bodies that are signed in pieces are not taken. Use UNSIGNED-PAYLOAD.")
        }
        return .sha256(digest)
    }

    // MARK: - Forms

    /// Who signed a form, and how large its file may be; throws where its policy does not allow
    /// its fields.
    func admit(_ form: S3FormFields) throws -> (signer: Subject, length: ClosedRange<Int>?) {
        guard let policy = form["policy"] else { throw S3Error.accessDenied() }
        guard form["x-amz-security-token"] == nil else { throw S3Error.foreignToken() }
        let stated = try form.signature(region: bucket.region)
        let signer = try signer(stated.credential)
        guard signer.key.isSignature(stated.signature, of: policy) else {
            throw S3Error.otherSignature(
                key: stated.credential.accessKeyID, stringToSign: policy,
                provided: stated.signature)
        }
        guard let json = [UInt8](base64: policy) else {
            throw S3Error.invalidPolicy("Invalid base64.")
        }
        do {
            let policy = try PostPolicy(json: json)
            try policy.require(form.all + [("bucket", bucket.name)], now: clock())
            return (signer.subject, policy.length)
        } catch {
            throw S3Error(error)
        }
    }
}

extension HTTPRequest {
    /// The path with every `%XX` decoded.
    fileprivate var decodedPath: String {
        get throws { try rawPath.percentDecoded() }
    }
}
