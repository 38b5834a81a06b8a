internal import Hashing
internal import Storage

/// What a link opens, as it goes out.
struct LinkedFile {
    let digest: Digest
    /// As rows have it; `nil` where none says.
    let byteCount: Int?
    let mediaType: String
    /// To save it under; `nil` for what is looked at in place.
    let name: String?
}

/// Sends files out for links, or tells where they are.
struct LinkDelivery: Sendable {
    let blobs: any BlobStore
    let redirectsToS3: Bool
    let content: ContentDelivery

    /// How long an address of S3 is good: the time to follow it, in seconds.
    static let redirectSeconds = 60

    /// The holder alone is meant, and a link that was revoked must not be answered by caches.
    private static let cacheControl = "private, no-store"

    func response(to request: HTTPRequest, with file: LinkedFile) throws -> HTTPResponse {
        var response: HTTPResponse
        if redirectsToS3, let s3 = blobs as? S3BlobStore {
            response = redirect(request, to: file, in: s3)
        } else {
            response = try content.response(
                to: request,
                with: Content(
                    blob: try blobs.openForSending(file.digest), digest: file.digest,
                    byteCount: file.byteCount, mediaType: file.mediaType, fileName: file.name,
                    disposition: disposition(file), cacheControl: Self.cacheControl))
        }
        // The address is as secret as the file.
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
    }

    /// Whether an answer lets its reader have bytes.
    func isDelivery(_ response: HTTPResponse) -> Bool {
        [.ok, .partialContent, .temporaryRedirect, .seeOther].contains(response.status)
    }

    private func redirect(
        _ request: HTTPRequest, to file: LinkedFile, in s3: S3BlobStore
    ) -> HTTPResponse {
        let url = s3.presignedURL(
            of: file.digest, isHead: request.method == .head, expires: Self.redirectSeconds,
            answering: [
                ("content-type", file.mediaType),
                (
                    "content-disposition",
                    ContentDisposition.header(disposition(file), fileName: file.name)
                ),
                ("cache-control", Self.cacheControl),
            ])
        return HTTPResponse(
            request.method == .post ? .seeOther : .temporaryRedirect,
            headers: ["Location": url, "Cache-Control": Self.cacheControl])
    }

    private func disposition(_ file: LinkedFile) -> Content.Disposition {
        file.name == nil ? .inline : .attachment
    }
}
