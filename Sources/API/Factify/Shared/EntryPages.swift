internal import Ingest
internal import PDF
internal import Sharing
internal import Storage

/// A link to a document's entry page, which both dialects answer alike. What may be asked for is
/// ours: the API's own call has no body.
enum EntryPages {
    static func answer(_ call: Call) throws -> HTTPResponse {
        let members = try RequestMembers(
            of: call.request, known: ["for", "paper", "valid_until", "version_id"])
        var order = EntryPageOrder(
            document: try call.name("document_id"), publicURL: call.publicURL)
        order.recipient = try members.text("for")
        order.validUntil = try members.moment("valid_until")
        order.version = try members.text("version_id").map {
            try VersionID.reading($0, "version_id")
        }
        order.paper = try members.text("paper").map {
            try OperationError.choice($0, "paper") { EntryPageLook.Paper(rawValue: $0) }
        }
        let link = try call.operations.entryPage(order, as: call.subject)
        call.note(missingGlyphs: link.missingGlyphs)
        return .object { $0.member("download_url", call.publicURL + link.path) }
    }
}
