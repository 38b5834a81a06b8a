internal import Ingest
internal import Sharing
internal import Storage

/// The other forms of a document, which both dialects answer alike.
enum Duplicates {
    static func answer(_ call: Call) throws -> HTTPResponse {
        let hash = try QueryParameters(of: call.request).text("file_contents_hash")
        let found = try call.operations.duplicates(
            of: call.name("document_id"), contentsHash: hash, as: call.subject)
        return .object { json in
            json.array("items", found) { duplicate, json in
                json.object { json in
                    json.member("document_id", duplicate.document.id.text)
                    json.member("version_id", duplicate.version.version.id.text)
                    json.member("title", duplicate.document.title)
                    json.member("version_title", duplicate.version.title)
                    json.member("last_viewed_at", duplicate.document.lastViewedAt)
                }
            }
        }
    }
}
