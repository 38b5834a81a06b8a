internal import Ingest
internal import Sharing
internal import Storage

extension V1Beta {
    static func listDocuments(_ call: Call) throws -> HTTPResponse {
        let parameters = try QueryParameters(of: call.request)
        let size = try pageSize(in: parameters)
        let page = try page(parameters, size: size, call)
        return .object { json in
            json.array("items", page?.documents ?? []) { document, json in
                write(document, publicURL: call.publicURL, to: &json)
            }
            writePagination(
                next: page?.next?.token, previous: page?.previous?.token, to: &json)
        }
    }

    /// `nil` where only formats are asked for that no document has.
    private static func page(
        _ parameters: QueryParameters, size: Int, _ call: Call
    ) throws -> DocumentPage? {
        let query = try query(parameters)
        let cursor = try pageToken(in: parameters).map { try DocumentCursor(token: $0) }
        let formats = try parameters.choices("source_format") { format in
            ["pdf", "docx", "xlsx", "csv", "markdown"].first { $0 == format }
        }
        guard formats.isEmpty || formats.contains(sourceFormat) else { return nil }
        return try call.operations.list(query, from: cursor, limit: size, as: call.subject)
    }

    private static func query(_ parameters: QueryParameters) throws -> DocumentQuery {
        var query = DocumentQuery()
        (query.createdAfter, query.createdBefore) = try creation(parameters)
        query.createdBy = try parameters.names(
            "created_by_id", "user_ or bot_ and 26 letters and digits"
        ) { SubjectID($0) }
        query.generalAccess = try parameters.choices("access_level") {
            GeneralAccess(accessLevel: $0)
        }
        query.isOrganizationOnly = try parameters.flag("organization_scope") ?? false
        query.titlePart = try parameters.text("title_contains", atMost: 255)
        query.descriptionPart = try parameters.text("description_contains", atMost: 255)
        try query.readShared(parameters) { DocumentOrder($0) }
        return query
    }

    /// Both bounds inclusive.
    private static func creation(
        _ parameters: QueryParameters
    ) throws(OperationError) -> (after: Timestamp?, before: Timestamp?) {
        let after = try parameters.moment("created.after")
        let before = try parameters.moment("created.before")
        if let after, let before, after >= before {
            throw .invalid(
                "created.after", "created.after has to be earlier than created.before.")
        }
        return (after, before)
    }

    // MARK: - Pages

    static func pageSize(in parameters: QueryParameters) throws -> Int {
        guard let size = try parameters.number("page_size") else { return 50 }
        guard (1...100).contains(size) else {
            throw OperationError.invalid("page_size", "page_size has to be between 1 and 100.")
        }
        return size
    }

    static func pageToken(in parameters: QueryParameters) -> String? {
        parameters.text("page_token").flatMap { $0.isEmpty ? nil : $0 }
    }

    static func writePagination(
        next: String?, previous: String? = nil, to json: inout JSONWriter
    ) {
        json.object("pagination") { json in
            json.member("has_more", next != nil)
            json.member("next_page_token", next)
            json.member("prev_page_token", previous)
        }
    }

    /// Answers a list that goes on after the name of its last element.
    ///
    /// - Parameter elements: At most as many as asked for, after the name that is given.
    static func answerList<Element>(
        _ call: Call, named name: (Element) -> String,
        _ elements: (_ last: String?, _ limit: Int) throws -> [Element],
        write: (Element, inout JSONWriter) -> Void
    ) throws -> HTTPResponse {
        let parameters = try QueryParameters(of: call.request)
        let size = try pageSize(in: parameters)
        let last = try pageToken(in: parameters).map { try ListCursor(token: $0).last }
        let found = try elements(last, size + 1)
        let shown = found.prefix(size)
        let next = found.count > size ? shown.last.map { ListCursor(after: name($0)).token } : nil
        return .object { json in
            json.array("items", shown, write)
            writePagination(next: next, to: &json)
        }
    }
}
