public import Hashing

extension S3BlobStore {
    /// An address from which whoever has it gets a blob straight from S3, by `GET` or, where it
    /// says so, by `HEAD` alone. Whether the blob is there is not asked.
    ///
    /// - Parameters:
    ///   - expires: For how many seconds from now, 1 to 604,800.
    ///   - answering: Headers that S3 answers with in place of its own, such as `content-type`.
    public func presignedURL(
        of digest: Digest, isHead: Bool = false, expires: Int,
        answering headers: [(name: String, value: String)] = []
    ) -> String {
        client.presignedURL(
            isHead ? "HEAD" : "GET", key: layout.key(of: digest),
            query: headers.map { ("response-\($0.name)", $0.value) }, expires: expires)
    }
}
