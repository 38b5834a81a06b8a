internal import Hashing
internal import Ingest
internal import Sharing
internal import Storage
internal import Signing

/// The file of a form, on its way in.
final class S3FormFile {
    let upload: ArrivingUpload
    private let key: String
    private let name: String
    private let bucket: S3Bucket
    private let length: ClosedRange<Int>
    private var byteCount = 0

    init(
        key: String, name: String, bucket: S3Bucket, upload: ArrivingUpload,
        length: ClosedRange<Int>
    ) {
        self.key = key
        self.name = name
        self.bucket = bucket
        self.upload = upload
        self.length = length
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        byteCount += bytes.count
        let most = min(length.upperBound, upload.maxBytes)
        guard byteCount <= most else { throw S3Error.tooLarge(byteCount, most: most) }
        try upload.write(bytes)
    }

    /// Stores the file, and answers as the form asks.
    func finish(_ fields: S3FormFields, for request: HTTPRequest) throws -> HTTPResponse {
        guard byteCount >= length.lowerBound else {
            throw S3Error.tooSmall(byteCount, least: length.lowerBound)
        }
        let arrival = try upload.finish(fileName: name.isEmpty ? nil : name)
        let tag = EntityTag(arrival.digest.hex).headerValue
        let path = "\(S3Bucket.prefix)/\(bucket.name)/\(key.percentEncoded(keepingSlashes: true))"
        var headers: HTTPHeaders = [
            "ETag": tag, "Location": "\(request.origin.scheme)://\(request.origin.host)\(path)",
            "x-amz-version-id": arrival.version.text,
        ]
        let redirect = fields["success_action_redirect"] ?? fields["redirect"]
        if let place = redirect.flatMap({ self.redirect(to: $0, tag: tag) }) {
            headers["Location"] = place
            return HTTPResponse(.seeOther, headers: headers)
        }
        switch fields["success_action_status"] {
        case "200": return HTTPResponse(.ok, headers: headers)
        case "201": return created(headers, tag: tag)
        default: return HTTPResponse(.noContent, headers: headers)
        }
    }

    private func created(_ headers: HTTPHeaders, tag: String) -> HTTPResponse {
        var document = XMLText("PostResponse")
        document.add("Location", headers["Location"] ?? "")
        document.add("Bucket", bucket.name)
        document.add("Key", key)
        document.add("ETag", tag)
        var headers = headers
        headers["Content-Type"] = "application/xml"
        return HTTPResponse(.created, headers: headers, body: .bytes(Array(document.text.utf8)))
    }

    /// `nil` for what is no address of the web.
    private func redirect(to place: String, tag: String) -> String? {
        guard place.hasPrefix("https://") || place.hasPrefix("http://"),
            place.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
        else { return nil }
        let query = [("bucket", bucket.name), ("key", key), ("etag", tag)]
            .map { "\($0)=\($1.percentEncoded())" }.joined(separator: "&")
        return place + (place.contains("?") ? "&" : "?") + query
    }
}
