internal import Foundation
internal import Ingest
internal import Sharing
internal import Storage

extension V1 {
    static func listDocuments(_ call: Call) throws -> HTTPResponse {
        let parameters = try QueryParameters(of: call.request)
        let cursor = try parameters.text("page_token")
            .flatMap { $0.isEmpty ? nil : $0 }.map { try DocumentCursor(token: $0) }
        let page = try call.operations.list(
            query(parameters), from: cursor, limit: pageSize(in: parameters), as: call.subject)
        return .object { json in
            json.array("documents", page.documents) { document, json in
                write(document, publicURL: call.publicURL, to: &json)
            }
            json.member("next", page.next.map { next(after: $0, call) })
        }
    }

    /// Parameters are named as in v1beta. `title` sorts too, as `name` does.
    private static func query(_ parameters: QueryParameters) throws -> DocumentQuery {
        var query = DocumentQuery()
        query.isOrganizationOnly = true
        try query.readShared(parameters) { DocumentOrder($0.replacing("title", with: "name")) }
        return query
    }

    /// Values out of range are taken as the nearest within.
    static func pageSize(in parameters: QueryParameters) throws -> Int {
        min(100, max(1, try parameters.number("page_size") ?? 50))
    }

    /// The same request for the next page.
    private static func next(after cursor: DocumentCursor, _ call: Call) -> String {
        let kept = (call.request.rawQuery ?? "").split(separator: "&")
            .filter { $0.prefix { $0 != "=" } != "page_token" }
        // A token has no character that an address would escape.
        let query = (kept + ["page_token=\(cursor.token)"]).joined(separator: "&")
        return "\(call.publicURL)/v1/documents?\(query)"
    }
}
