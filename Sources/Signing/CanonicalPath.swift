/// How a service writes the path of a request when it is signed.
public enum CanonicalPath: Sendable {
    /// As it is sent: encoded once, nothing taken out. S3 alone, whose keys may hold `//` and `..`.
    case asSent
    /// Dots and double slashes resolved, then encoded once more. All other services.
    case normalizedAndEncodedTwice

    /// The canonical form of a path that is not encoded yet and begins with a slash.
    public func text(of path: String) -> String {
        switch self {
        case .asSent:
            path.percentEncoded(keepingSlashes: true)
        case .normalizedAndEncodedTwice:
            Self.normalized(path).percentEncoded(keepingSlashes: true)
                .percentEncoded(keepingSlashes: true)
        }
    }

    private static func normalized(_ path: String) -> String {
        var segments: [Substring] = []
        for segment in path.split(separator: "/") where segment != "." {
            if segment == ".." { _ = segments.popLast() } else { segments.append(segment) }
        }
        let joined = "/" + segments.joined(separator: "/")
        return path.hasSuffix("/") && !segments.isEmpty ? joined + "/" : joined
    }
}
