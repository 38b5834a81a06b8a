internal import Foundation
internal import Hashing
internal import Storage

/// Answers `GET` and `HEAD` for content: conditions, ranges and the headers that go with them
/// (RFC 9110, 13 and 14).
public enum ContentDelivery {
    /// The answer for a request whose asker may have the content.
    public static func response(to request: HTTPRequest, with content: Content) -> HTTPResponse {
        switch precondition(of: request, content.entityTag) {
        case .failed:
            return HTTPResponse(.preconditionFailed, headers: validators(of: content))
        case .notModified:
            return HTTPResponse(.notModified, headers: validators(of: content))
        case .holds:
            return delivery(of: content, range: range(of: request, content))
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

    private static func delivery(of content: Content, range: ByteRange) -> HTTPResponse {
        var headers = describing(content)
        let count = content.blob.byteCount
        switch range {
        case .whole:
            return HTTPResponse(
                .ok, headers: headers, body: .file(content.blob, range: 0..<count))
        case .part(let part):
            headers["Content-Range"] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(count)"
            return HTTPResponse(
                .partialContent, headers: headers, body: .file(content.blob, range: part))
        case .unsatisfiable:
            var headers = validators(of: content)
            headers["Content-Range"] = "bytes */\(count)"
            return HTTPResponse(.rangeNotSatisfiable, headers: headers)
        }
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
