/// Where a bucket is: `s3://bucket[/prefix][?endpoint=…&region=…&path-style=…]`.
///
/// Holds no keys: those come from the environment.
public struct BlobsURL: Hashable, Sendable {
    /// The whole URL.
    public let text: String

    /// What `init(_:)` accepts, for messages.
    public static let acceptedForm = "s3://bucket/prefix?endpoint=https://host&region=name"

    /// Returns `nil` for a text of another scheme, or without a bucket.
    public init?(_ text: String) {
        guard text.lowercased().hasPrefix("s3://"), !LocationParts(text).authority.isEmpty else {
            return nil
        }
        self.text = text
    }
}

extension BlobsURL: CustomStringConvertible, CustomDebugStringConvertible {
    /// Such as `S3 bucket papers/2026 at minio.example.org:9000`.
    public var description: String {
        let parts = LocationParts(text)
        let path = parts.path.isEmpty ? "" : "/\(parts.path)"
        let bucket = "S3 bucket \(parts.authority)\(path)"
        guard let endpoint = parts.parameters["endpoint"] else { return bucket }
        return "\(bucket) at \(LocationParts(endpoint).authority)"
    }

    public var debugDescription: String { description }
}
