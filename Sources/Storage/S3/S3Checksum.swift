internal import Hashing
internal import Signing

/// What S3 is told, and tells, of the bytes of an object.
enum S3Checksum {
    /// What goes along with bytes: S3 refuses them when they have another digest, and keeps it.
    static func headers(_ digest: Digest) -> [SignableRequest.Field] {
        [("x-amz-checksum-sha256", digest.base64)]
    }

    /// Whether an object is known to hold a body: its size agrees, and so does the checksum that
    /// S3 kept of it, either of the whole or of the digests of its parts.
    ///
    /// Without a checksum nothing is known.
    static func isIntact(
        _ head: HTTPResponse, body: HTTPBody, digest: Digest, plan: PartPlan
    ) throws -> Bool {
        guard head.headers["content-length"].flatMap({ Int($0) }) == body.byteCount,
            let checksum = head.headers["x-amz-checksum-sha256"]
        else { return false }
        let kept = checksum.prefix { $0 != "-" }
        if kept == digest.base64 { return true }
        return try kept == ofParts(body, plan).base64
    }

    /// The digest of the digests of the parts.
    private static func ofParts(_ body: HTTPBody, _ plan: PartPlan) throws -> Digest {
        var hash = SHA256()
        for number in 1...plan.count { hash.update(try plan.part(number, of: body).digest().bytes) }
        return hash.finalize()
    }
}
