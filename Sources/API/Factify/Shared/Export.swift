internal import Ingest
internal import Sharing
internal import Storage

/// A link to a version's bytes or to a marked copy, which both dialects answer alike.
enum Export {
    static func answer(_ call: Call) throws -> HTTPResponse {
        let query = try QueryParameters(of: call.request)
        let version = try query.text("version_id").map {
            try VersionID.reading($0, "version_id")
        }
        let link = try call.operations.export(
            call.name("document_id"), version: version, lifetime: nil,
            watermark: query.text("watermark").map { try Watermark(json: $0) },
            for: query.text("for"), as: call.subject)
        call.note(missingGlyphs: link.missingGlyphs)
        return .object { json in
            json.member("url", call.publicURL + link.path)
            json.member("expires_at", link.expiresAt)
        }
    }
}
