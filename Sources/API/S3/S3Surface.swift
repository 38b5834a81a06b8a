internal import Foundation
internal import Hashing
public import Sharing
internal import Signing
public import Storage

/// What clients of Amazon S3 expect: `<prefix>/<bucket>/<key>` by presigned `GET` and `PUT`, and
/// presigned forms, all by AWS Signature Version 4.
public struct S3Surface: Sendable {
    private let gate: S3Gate
    private let blobs: any BlobStore
    private let content: ContentDelivery
    private let maxFormBytes: Int

    /// - Parameters:
    ///   - bucket: Its origin counts for nothing: requests say under which host they were signed.
    ///   - maxFileBytes: The largest file, for the server's limit of a body.
    public init(
        operations: DocumentOperations, blobs: any BlobStore, bucket: S3Bucket,
        maxFileBytes: Int = 104_857_600, content: ContentDelivery = ContentDelivery()
    ) {
        self.init(
            operations: operations, blobs: blobs, bucket: bucket, maxFileBytes: maxFileBytes,
            content: content, clock: { Date().timeIntervalSince1970 })
    }

    init(
        operations: DocumentOperations, blobs: any BlobStore, bucket: S3Bucket,
        maxFileBytes: Int = 104_857_600, content: ContentDelivery = ContentDelivery(),
        clock: @escaping @Sendable () -> Double
    ) {
        gate = S3Gate(operations: operations, bucket: bucket, clock: clock)
        self.blobs = blobs
        self.content = content
        // Room for the fields around the file, and for what is ignored behind it.
        maxFormBytes = maxFileBytes + (1 << 20)
    }

    /// All of its routes.
    public var surface: Surface {
        let bucket = "\(S3Bucket.prefix)/{bucket}"
        return Surface(
            prefix: S3Bucket.prefix, errors: S3Errors(),
            routes: [
                .streamed(.post, bucket, limit: maxFormBytes, openForm),
                // With a slash at its end.
                .streamed(.post, "\(bucket)/{key*}", limit: maxFormBytes, openForm),
                .streamed(.put, "\(bucket)/{key*}", limit: maxFormBytes, openObject),
                .plain(.get, "\(bucket)/{key*}", answerObject),
            ])
    }

    private func openForm(_ request: HTTPRequest) throws -> any BodyReceiver {
        try gate.requireBucket(request.parameters["bucket"])
        guard request.parameters["key"].isEmpty else {
            throw S3Error(
                .methodNotAllowed, "MethodNotAllowed",
                "The specified method is not allowed against this resource.",
                [("Method", "POST"), ("ResourceType", "OBJECT")])
        }
        return try S3FormBody(request, gate: gate)
    }

    private func openObject(_ request: HTTPRequest) throws -> any BodyReceiver {
        let signer = try gate.signer(of: request)
        try gate.requireBucket(request.parameters["bucket"])
        let upload = try gate.operations.beginObjectUpload(
            key: request.parameters["key"], as: signer)
        if let length = request.contentLength, length > upload.maxBytes {
            upload.cancel()
            throw S3Error.tooLarge(length, most: upload.maxBytes)
        }
        return S3ObjectReceiver(upload, payload: try S3Gate.payload(of: request))
    }

    private func answerObject(_ request: HTTPRequest) throws -> HTTPResponse {
        let signer = try gate.signer(of: request)
        try gate.requireBucket(request.parameters["bucket"])
        let key = request.parameters["key"]
        let object: StoredObject
        do {
            object = try gate.operations.object(key: key, as: signer)
        } catch let error as OperationError {
            throw error.code == .permissionDenied
                ? S3Error.accessDenied(error.message) : S3Error.noSuchKey(key)
        }
        let file = Content(
            blob: try blobs.openForSending(object.digest), digest: object.digest,
            byteCount: object.byteCount, mediaType: "application/pdf",
            fileName: "\(object.title).pdf",
            cacheControl: "private, no-store")
        let response = try S3Answer(request).overridden(
            content.response(to: request, with: file))
        if request.method == .get, response.status == .ok || response.status == .partialContent {
            let id = try request.query().first { $0.name == "X-Amz-Credential" }?.value
            try gate.operations.noteDownload(
                of: object, accessKey: String((id ?? "").prefix { $0 != "/" }),
                client: request.origin.client, as: signer)
        }
        return response
    }
}
