internal import Foundation

/// A page of a listing of uploads in parts.
struct S3UploadPage {
    /// An upload that was begun and neither completed nor aborted.
    struct Entry {
        let key: String
        let id: String
        let initiated: Date
    }

    let entries: [Entry]
    /// The parameters that ask for the page after this one.
    let next: [(name: String, value: String)]?

    /// Reads the answer to `ListMultipartUploads`.
    init(_ body: [UInt8]) throws {
        let root = try XMLNode.root(of: body, named: "ListMultipartUploadsResult")
        entries = root.all("Upload").compactMap { upload in
            guard let key = upload.text("Key"), let id = upload.text("UploadId"),
                let initiated = upload.text("Initiated").flatMap(Self.date)
            else { return nil }
            return Entry(key: key, id: id, initiated: initiated)
        }
        let key = root.text("NextKeyMarker") ?? ""
        let isTruncated = root.text("IsTruncated") == "true" && !key.isEmpty
        next =
            isTruncated
            ? [("key-marker", key), ("upload-id-marker", root.text("NextUploadIdMarker") ?? "")]
            : nil
    }

    /// With or without fractions of a second.
    private static func date(_ text: String) -> Date? {
        (try? Date(text, strategy: .iso8601))
            ?? (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
    }
}
