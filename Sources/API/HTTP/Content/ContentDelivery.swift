internal import Foundation
internal import Hashing
internal import Storage

/// Answers `GET` and `HEAD` for content: conditions, ranges and the headers that go with them
/// (RFC 9110, 13 and 14).
///
/// Wrong bytes never leave in full: a small file is hashed before it is sent, a large one while
/// it is, and all of a file before a part of it.
public struct ContentDelivery: Sendable {
    private let settings: ContentSettings
    private let checked: CheckedFiles

    public init(settings: ContentSettings = ContentSettings()) {
        self.settings = settings
        checked = CheckedFiles(settings)
    }

    /// The answer for a request whose asker may have the content.
    ///
    /// Throws `UnsoundBlob` where the bytes are seen to be wrong before the answer has begun.
    public func response(to request: HTTPRequest, with content: Content) throws -> HTTPResponse {
        switch Self.precondition(of: request, content.entityTag) {
        case .failed:
            return HTTPResponse(.preconditionFailed, headers: Self.validators(of: content))
        case .notModified:
            return HTTPResponse(.notModified, headers: Self.validators(of: content))
        case .holds:
            return try delivery(of: content, to: request)
        }
    }

    private enum Precondition {
        case holds
        case failed
        case notModified
    }

    /// In the order of RFC 9110, 13.2.2. Dates are never stated, so those asked for do not count.
    private static func precondition(
        of request: HTTPRequest, _ tag: EntityTag
    ) -> Precondition {
        if let wanted = request.header("If-Match"),
            !EntityTagList(wanted).contains(where: tag.matchesStrongly)
        {
            return .failed
        }
        if let known = request.header("If-None-Match"),
            EntityTagList(known).contains(where: { $0.opaque == tag.opaque })
        {
            return .notModified
        }
        return .holds
    }

    /// A range only counts for `GET`, and with `If-Range` only while the content is the same.
    private static func range(of request: HTTPRequest, _ content: Content) -> ByteRange {
        guard request.method == .get else { return .whole }
        if let condition = request.header("If-Range") {
            guard let tag = EntityTag(header: condition), tag.matchesStrongly(content.entityTag)
            else { return .whole }
        }
        return ByteRange(request.header("Range"), count: content.blob.byteCount)
    }

    private func delivery(of content: Content, to request: HTTPRequest) throws -> HTTPResponse {
        let count = content.blob.byteCount
        if let stated = content.byteCount, stated != count { throw damage(to: content) }
        var headers = Self.describing(content)
        switch Self.range(of: request, content) {
        case .whole:
            return HTTPResponse(
                .ok, headers: headers, body: try whole(content, isSent: request.method != .head))
        case .part(let part):
            guard try checked.isRight(content.blob, content.digest) else {
                throw damage(to: content)
            }
            headers["Content-Range"] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(count)"
            return HTTPResponse(
                .partialContent, headers: headers, body: .file(content.blob, range: part))
        case .unsatisfiable:
            var headers = Self.validators(of: content)
            headers["Content-Range"] = "bytes */\(count)"
            return HTTPResponse(.rangeNotSatisfiable, headers: headers)
        }
    }

    private func whole(_ content: Content, isSent: Bool) throws -> ResponseBody {
        let count = content.blob.byteCount
        guard isSent else { return .file(content.blob, range: 0..<count) }
        guard count <= settings.maxBytesInMemory else {
            return .stream(length: count, HashedFile(content.blob, content.digest))
        }
        let bytes = try content.blob.contents(maxBytes: count)
        guard SHA256.digest(of: bytes) == content.digest else { throw damage(to: content) }
        return .bytes(bytes)
    }

    private func damage(to content: Content) -> UnsoundBlob {
        content.blob.discardCopy()
        return UnsoundBlob(content.digest, .damaged)
    }

    private static func validators(of content: Content) -> HTTPHeaders {
        var headers: HTTPHeaders = [
            "ETag": content.entityTag.headerValue, "Accept-Ranges": "bytes",
        ]
        headers["Cache-Control"] = content.cacheControl
        return headers
    }

    /// The digests are of the whole content, for a part too (RFC 9530, 3; RFC 3230).
    private static func describing(_ content: Content) -> HTTPHeaders {
        let base64 = Data(content.digest.bytes).base64EncodedString()
        var headers = validators(of: content)
        headers["Content-Type"] = content.mediaType
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Content-Disposition"] = ContentDisposition.header(
            content.disposition, fileName: content.fileName)
        headers["Repr-Digest"] = "sha-256=:\(base64):"
        headers["Digest"] = "sha-256=\(base64)"
        return headers
    }
}
