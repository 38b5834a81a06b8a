internal import Ingest
internal import Sharing
internal import Storage

extension V1Beta {
    static func documentRoutes(_ routes: KeyedRoutes) -> [Route] {
        let one = "/v1beta/documents/{document_id}"
        return [
            routes.plain(.get, "/v1beta/documents", listDocuments),
            routes.form(.post, "/v1beta/documents", createDocument),
            routes.plain(.get, "/v1beta/documents/quota", quota),
            routes.plain(.get, one, runs: routes.context.lookUps, document),
            routes.collected(.patch, one, updateDocument),
            routes.plain(.get, one + "/duplicates", Duplicates.answer),
            routes.plain(.get, one + "/export", Export.answer),
            routes.collected(.post, one + "/entry_page", EntryPages.answer),
            routes.collected(.post, one + "/process", process),
            routes.collected(.post, one + "/transfer", transfer),
            routes.collected(.post, one + "/trash", trash),
            routes.collected(.post, one + "/untrash", untrash),
            routes.plain(.get, one + "/timeline", timeline),
        ]
    }

    // MARK: - One document

    private static func document(_ call: Call) throws -> HTTPResponse {
        let document = try call.operations.document(call.name("document_id"), as: call.subject)
        return wrapped(document, call)
    }

    static func wrapped(_ document: DocumentView, _ call: Call) -> HTTPResponse {
        .object { json in
            json.key("document")
            write(document, publicURL: call.publicURL, to: &json)
        }
    }

    private static func updateDocument(_ call: Call) throws -> HTTPResponse {
        let members = try RequestMembers(of: call.request, known: ["title", "description"])
        let document = try call.operations.update(
            call.name("document_id"), title: members.text("title", isNullable: true),
            description: members.text("description", isNullable: true), as: call.subject)
        return wrapped(document, call)
    }

    private static func trash(_ call: Call) throws -> HTTPResponse {
        _ = try RequestMembers(of: call.request, known: [])
        try call.operations.trash(call.name("document_id"), as: call.subject)
        return .object { _ in }
    }

    private static func untrash(_ call: Call) throws -> HTTPResponse {
        _ = try RequestMembers(of: call.request, known: [])
        try call.operations.untrash(call.name("document_id"), as: call.subject)
        return .object { _ in }
    }

    private static func transfer(_ call: Call) throws -> HTTPResponse {
        let id: DocumentID = try call.name("document_id")
        let members = try RequestMembers(of: call.request, known: ["new_owner_id"])
        let owner: UserID = try .reading(members.requiredText("new_owner_id"), "new_owner_id")
        try call.operations.transfer(id, to: owner, as: call.subject)
        return .object { json in
            json.member("document_id", id.text)
            json.member("new_owner_id", owner.text)
        }
    }

    private static func process(_ call: Call) throws -> HTTPResponse {
        let id: DocumentID = try call.name("document_id")
        let members = try RequestMembers(of: call.request, known: ["async", "version_id"])
        let version = try members.text("version_id", isNullable: true).map {
            try VersionID.reading($0, "version_id")
        }
        let isPatient = try members.flag("async") != true
        let (processed, outcome) = try call.operations.process(
            id, version: version,
            waiting: isPatient ? call.context.settings.processingPatience : nil, as: call.subject)
        return .object { json in
            json.member("document_id", id.text)
            json.member("version_id", processed.text)
            json.member("status", word(for: outcome))
        }
    }

    private static func word(for outcome: ProcessingOutcome) -> String {
        switch outcome {
        case .started: "PROCESSING_OUTCOME_STARTED"
        case .alreadyProcessing: "PROCESSING_OUTCOME_ALREADY_PROCESSING"
        case .failed: "PROCESSING_OUTCOME_FAILED"
        }
    }

    // MARK: - Beside one document

    private static func quota(_ call: Call) throws -> HTTPResponse {
        let quota = try call.operations.quota(as: call.subject)
        return .object { json in
            json.member("limit", quota.limit)
            json.member("used", quota.used)
            json.member("available", quota.available)
        }
    }

    private static func timeline(_ call: Call) throws -> HTTPResponse {
        let size = try pageSize(in: QueryParameters(of: call.request))
        let isFirst = SDKGeneration(of: call.request) == .first
        return try Timeline.answer(call, size: size, isFirst ? .prefixed : .plain)
    }
}
