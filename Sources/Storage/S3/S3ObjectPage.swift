internal import Foundation

/// A page of a listing of keys.
struct S3ObjectPage {
    /// An object below the prefix.
    struct Entry: Hashable {
        let key: String
        let byteCount: Int
    }

    /// In the order of the server, which is ascending by key.
    let entries: [Entry]
    /// Whether more keys follow the last one.
    let hasMore: Bool

    /// Reads the answer to `ListObjectsV2`.
    init(_ body: [UInt8]) throws {
        let root = try XMLNode.root(of: body, named: "ListBucketResult")
        let isEncoded = root.text("EncodingType") == "url"
        entries = root.all("Contents").compactMap { object in
            guard let key = object.text("Key"),
                let byteCount = object.text("Size").flatMap({ Int($0) })
            else { return nil }
            return Entry(key: isEncoded ? Self.decoded(key) : key, byteCount: byteCount)
        }
        hasMore = root.text("IsTruncated") == "true"
    }

    private static func decoded(_ key: String) -> String {
        let spaced = key.replacingOccurrences(of: "+", with: " ")
        return spaced.removingPercentEncoding ?? key
    }
}
