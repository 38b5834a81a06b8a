internal import Hashing
internal import Ingest
internal import Sharing
internal import Signing
internal import Storage

/// Takes the file of a presigned `PUT`.
final class S3ObjectReceiver: BodyReceiver {
    private let upload: ArrivingUpload
    private let payload: PayloadHash
    private var byteCount = 0

    init(_ upload: ArrivingUpload, payload: PayloadHash) {
        self.upload = upload
        self.payload = payload
    }

    func receive(_ bytes: UnsafeRawBufferPointer) throws {
        byteCount += bytes.count
        guard byteCount <= upload.maxBytes else {
            throw S3Error.tooLarge(byteCount, most: upload.maxBytes)
        }
        try upload.write(bytes)
    }

    func finish() throws -> HTTPResponse {
        let arrival: ArrivingUpload.Arrival
        do {
            arrival = try upload.finish(fileName: nil, expecting: digest)
        } catch let error as StorageError where error.code == .digestMismatch {
            throw S3Error(
                .badRequest, "XAmzContentSHA256Mismatch",
                "The provided 'x-amz-content-sha256' header does not match what was computed.")
        }
        return HTTPResponse(
            .ok,
            headers: [
                "ETag": EntityTag(arrival.digest.hex).headerValue,
                "x-amz-version-id": arrival.version.text,
            ])
    }

    func abandon() { upload.cancel() }

    private var digest: Digest? {
        if case .sha256(let digest) = payload { digest } else { nil }
    }
}
