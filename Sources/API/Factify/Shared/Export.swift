internal import Ingest
internal import Sharing
internal import Storage

/// A link to a version's bytes, which both dialects answer alike.
enum Export {
    static func answer(_ call: Call) throws -> HTTPResponse {
        let version = try QueryParameters(of: call.request).text("version_id")
            .map { try VersionID.reading($0, "version_id") }
        let link = try call.operations.export(
            call.name("document_id"), version: version, lifetime: nil, as: call.subject)
        return .object { json in
            json.member("url", call.publicURL + link.path)
            json.member("expires_at", link.expiresAt)
        }
    }
}
