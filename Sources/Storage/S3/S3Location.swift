internal import Foundation
internal import Signing

/// Which bucket at which server, and below which prefix: what a URL of the form
/// `s3://bucket[/prefix]?endpoint=…&region=…&path-style=…` says.
struct S3Location: Hashable, Sendable {
    let bucket: String
    /// Ends with a slash unless it is empty.
    let prefix: String
    let region: String
    /// `http` or `https`.
    let scheme: String
    /// Host and, where it is given, port.
    let authority: String
    /// Whether the bucket stands in the path, and not in the name of the host.
    let isPathStyle: Bool

    /// Reads a URL; `AWS_REGION` of the environment stands in for a missing region.
    ///
    /// Throws `.unavailable` with what is wrong.
    init(url: String, environment: [String: String]) throws(StorageError) {
        guard let parts = URLComponents(string: url), parts.scheme == "s3",
            let bucket = parts.host, Self.isBucketName(bucket)
        else {
            throw Self.error("it does not begin with s3://BUCKET")
        }
        guard parts.user == nil, parts.password == nil else {
            throw Self.error("keys do not belong there; set AWS_ACCESS_KEY_ID and the like")
        }
        guard parts.port == nil, parts.fragment == nil else {
            throw Self.error("the server's address belongs into the parameter endpoint")
        }
        let parameters = try Self.parameters(parts.queryItems ?? [])
        self.bucket = bucket
        let path = parts.path.split(separator: "/").joined(separator: "/")
        prefix = path.isEmpty ? "" : path + "/"
        region = try Self.region(parameters["region"] ?? environment["AWS_REGION"])
        let endpoint = parameters["endpoint"]
        (scheme, authority) = try Self.endpoint(endpoint, region: region)
        isPathStyle = try Self.isPathStyle(parameters["path-style"]) ?? (endpoint != nil)
    }

    /// The host as requests name it.
    var host: String { isPathStyle ? authority : "\(bucket).\(authority)" }

    /// The path of a key, or of the bucket itself; not encoded.
    func path(key: String) -> String {
        isPathStyle ? "/\(bucket)/\(key)" : "/\(key)"
    }

    /// The address of a key with a query that is encoded already.
    func url(key: String, canonicalQuery: String) -> String {
        let path = path(key: key).percentEncoded(keepingSlashes: true)
        let query = canonicalQuery.isEmpty ? "" : "?" + canonicalQuery
        return "\(scheme)://\(host)\(path)\(query)"
    }

    /// The location without parameters, for messages.
    var name: String { "s3://\(bucket)/\(prefix)" }

    // MARK: - Reading

    private static func parameters(
        _ items: [URLQueryItem]
    ) throws(StorageError) -> [String: String] {
        var parameters: [String: String] = [:]
        for item in items {
            guard ["endpoint", "region", "path-style"].contains(item.name) else {
                throw error("it has an unknown parameter \"\(item.name)\"")
            }
            guard parameters.updateValue(item.value ?? "", forKey: item.name) == nil else {
                throw error("it names \(item.name) twice")
            }
        }
        return parameters
    }

    private static func region(_ region: String?) throws(StorageError) -> String {
        guard let region, !region.isEmpty else {
            throw error("the region is missing; add region=… or set AWS_REGION")
        }
        guard region.utf8.allSatisfy({ isWordByte($0) || $0 == UInt8(ascii: "_") }) else {
            throw error("the region is not one")
        }
        return region
    }

    private static func endpoint(
        _ endpoint: String?, region: String
    ) throws(StorageError) -> (scheme: String, authority: String) {
        guard let endpoint else { return ("https", "s3.\(region).amazonaws.com") }
        guard let parts = URLComponents(string: endpoint), let host = parts.percentEncodedHost,
            !host.isEmpty, let scheme = parts.scheme, ["http", "https"].contains(scheme),
            ["", "/"].contains(parts.path), parts.query == nil, parts.user == nil,
            parts.fragment == nil
        else {
            throw error("endpoint is not of the form https://HOST[:PORT]")
        }
        let isDefault = parts.port == (scheme == "https" ? 443 : 80)
        return (scheme, isDefault ? host : parts.port.map { "\(host):\($0)" } ?? host)
    }

    private static func isPathStyle(_ text: String?) throws(StorageError) -> Bool? {
        switch text {
        case nil: nil
        case "true": true
        case "false": false
        default: throw error("path-style is neither true nor false")
        }
    }

    private static func isBucketName(_ name: String) -> Bool {
        (3...63).contains(name.utf8.count)
            && name.utf8.allSatisfy { isWordByte($0) || $0 == UInt8(ascii: ".") }
    }

    /// Lower-case letters, digits and hyphens.
    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private static func error(_ reason: String) -> StorageError {
        StorageError(
            .unavailable,
            "the address of the blobs cannot be used: \(reason); expected is "
                + "s3://BUCKET[/PREFIX]?endpoint=https://HOST&region=REGION[&path-style=true]")
    }
}
