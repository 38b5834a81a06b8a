/// How clients of S3 address the store: `<origin><path>/<name>/<key>`.
public struct S3Bucket: Hashable, Sendable {
    /// Scheme and host, such as `https://documents.example:8443`.
    public var origin: String
    /// Where the server, or what stands before it, serves S3.
    public var path: String
    public var name: String
    public var region: String

    /// Where this server serves S3.
    public static let prefix = "/s3"
    public static let defaultName = "muniment"
    public static let defaultRegion = "us-east-1"

    public init(
        origin: String, path: String = prefix, name: String = defaultName,
        region: String = defaultRegion
    ) {
        self.origin = origin
        self.path = path
        self.name = name
        self.region = region
    }

    /// The address of the bucket.
    public var url: String { "\(origin)\(path)/\(name)" }

    /// The host as requests name it.
    var host: String { String(origin.drop { $0 != "/" }.drop { $0 == "/" }) }

    /// The path of a key, not encoded.
    func path(of key: String) -> String { "\(path)/\(name)/\(key)" }
}
