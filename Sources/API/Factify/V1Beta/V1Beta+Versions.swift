internal import Foundation
internal import Ingest
internal import Sharing
internal import Storage

extension V1Beta {
    static func versionRoutes(_ routes: KeyedRoutes) -> [Route] {
        let all = "/v1beta/documents/{document_id}/versions"
        let one = "/v1beta/versions/{version_id}"
        return [
            routes.plain(.get, all, listVersions),
            routes.form(.post, all, createVersion),
            routes.plain(.get, one, runs: routes.context.lookUps, version),
            routes.collected(.patch, one, updateVersion),
            routes.plain(.get, one + "/record", record),
        ]
    }

    /// Newest first.
    private static func listVersions(_ call: Call) throws -> HTTPResponse {
        let document: DocumentID = try call.name("document_id")
        return try answerList(call, named: \.version.id.text) { last, limit in
            let before = try last.map { try number(of: $0, of: document, call) }
            return try call.operations.versions(
                of: document, before: before, limit: limit, as: call.subject)
        } write: { version, json in
            write(version, publicURL: call.publicURL, to: &json)
        }
    }

    private static func number(
        of version: String, of document: DocumentID, _ call: Call
    ) throws -> Int {
        guard let id = VersionID(version),
            let found = try? call.operations.version(id, of: document, as: call.subject)
        else {
            throw OperationError.invalid(
                "page_token", "The page token belongs to another list.", .invalidCursor)
        }
        return found.version.number
    }

    private static func version(_ call: Call) throws -> HTTPResponse {
        bare(try call.operations.version(call.name("version_id"), as: call.subject), call)
    }

    static func bare(_ version: VersionView, _ call: Call) -> HTTPResponse {
        var json = JSONWriter()
        write(version, publicURL: call.publicURL, to: &json)
        return .json(json.bytes)
    }

    private static func updateVersion(_ call: Call) throws -> HTTPResponse {
        let members = try RequestMembers(of: call.request, known: ["title", "description"])
        let version = try call.operations.update(
            version: call.name("version_id"), title: members.text("title", isNullable: true),
            description: members.text("description", isNullable: true), as: call.subject)
        return bare(version, call)
    }

    private static func record(_ call: Call) throws -> HTTPResponse {
        let record = try call.operations.record(of: call.name("version_id"), as: call.subject)
        return try .encoded(RecordDocument(record))
    }
}

extension HTTPResponse {
    /// An answer of what is too deep to be written by hand.
    static func encoded(_ value: some Encodable) throws -> HTTPResponse {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return .json(Array(try encoder.encode(value)))
    }
}
