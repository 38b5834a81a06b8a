internal import Ingest
internal import Sharing

extension V1 {
    static func documentRoutes(_ routes: KeyedRoutes) -> [Route] {
        let one = "/v1/documents/{document_id}"
        let lookUps = routes.context.lookUps
        return [
            routes.plain(.get, "/v1/documents", listDocuments),
            routes.form(.post, "/v1/documents", createDocument),
            routes.plain(.get, one, runs: lookUps, document),
            routes.collected(.patch, one, updateDocument),
            routes.plain(.get, one + "/content", content),
            routes.plain(.get, one + "/capabilities", runs: lookUps, capabilities),
            routes.plain(.get, one + "/general-access", runs: lookUps, generalAccess),
            routes.collected(.post, one + "/process", process),
            routes.collected(.post, one + "/trash", trash),
            routes.collected(.post, one + "/untrash", untrash),
            routes.collected(.post, one + "/transfer", transfer),
            routes.plain(.get, one + "/duplicates", Duplicates.answer),
            routes.plain(.get, one + "/export", Export.answer),
            routes.collected(.post, one + "/entry_page", EntryPages.answer),
            routes.plain(.get, one + "/timeline", timeline),
        ]
    }

    // MARK: - Looking

    private static func document(_ call: Call) throws -> HTTPResponse {
        let isFull = try includesCurrentVersion(call)
        let document = try call.operations.document(call.name("document_id"), as: call.subject)
        let version =
            isFull
            ? try call.operations.version(document.currentVersion.id, as: call.subject) : nil
        return flat(document, version, call)
    }

    /// Reads `include`, which has one value that is known.
    private static func includesCurrentVersion(_ call: Call) throws -> Bool {
        guard call.request.rawQuery != nil else { return false }
        let included = try QueryParameters(of: call.request).choices("include") {
            $0 == "current_version" ? $0 : nil
        }
        return !included.isEmpty
    }

    static func flat(
        _ document: DocumentView, _ version: VersionView?, _ call: Call, status: HTTPStatus = .ok
    ) -> HTTPResponse {
        var json = JSONWriter()
        write(document, version, publicURL: call.publicURL, to: &json)
        return .json(json.bytes, status: status)
    }

    private static func capabilities(_ call: Call) throws -> HTTPResponse {
        let document = try call.operations.document(call.name("document_id"), as: call.subject)
        return .json(document.role.permissions)
    }

    private static func generalAccess(_ call: Call) throws -> HTTPResponse {
        let document = try call.operations.document(call.name("document_id"), as: call.subject)
        return .object { $0.member("access", word(for: document.access.general)) }
    }

    private static func word(for access: GeneralAccess) -> String {
        switch access {
        case .restricted: "none"
        case .organization: "authenticated"
        case .anyoneWithLink: "public"
        }
    }

    /// What was read of the current version; 409 while there is nothing yet.
    private static func content(_ call: Call) throws -> HTTPResponse {
        let document = try call.operations.document(call.name("document_id"), as: call.subject)
        let record = try call.operations.record(of: document.currentVersion.id, as: call.subject)
        return try .encoded(ContentDocument(record))
    }

    private static func timeline(_ call: Call) throws -> HTTPResponse {
        try Timeline.answer(call, size: pageSize(in: QueryParameters(of: call.request)), .plain)
    }

    // MARK: - Changing

    private static func updateDocument(_ call: Call) throws -> HTTPResponse {
        let members = try RequestMembers(of: call.request, known: ["title", "description"])
        let document = try call.operations.update(
            call.name("document_id"), title: members.text("title"),
            description: members.text("description"), as: call.subject)
        return flat(document, nil, call)
    }

    private static func process(_ call: Call) throws -> HTTPResponse {
        try requireNoMembers(call)
        _ = try call.operations.process(call.name("document_id"), version: nil, as: call.subject)
        return done
    }

    private static func trash(_ call: Call) throws -> HTTPResponse {
        try requireNoMembers(call)
        try call.operations.trash(call.name("document_id"), as: call.subject)
        return done
    }

    private static func untrash(_ call: Call) throws -> HTTPResponse {
        try requireNoMembers(call)
        try call.operations.untrash(call.name("document_id"), as: call.subject)
        return done
    }

    private static func requireNoMembers(_ call: Call) throws {
        _ = try RequestMembers(of: call.request, known: [])
    }

    private static func transfer(_ call: Call) throws -> HTTPResponse {
        let members = try RequestMembers(of: call.request, known: ["target_org_id"])
        let target: OrganizationID = try .reading(
            members.requiredText("target_org_id"), "target_org_id")
        try call.operations.transfer(call.name("document_id"), to: target, as: call.subject)
        return done
    }
}
