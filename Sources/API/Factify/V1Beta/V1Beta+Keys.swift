internal import Ingest
internal import Sharing
internal import Storage

extension V1Beta {
    static func keyRoutes(_ routes: KeyedRoutes) -> [Route] {
        [
            routes.plain(.get, "/v1beta/api-keys", listKeys),
            routes.collected(.post, "/v1beta/api-keys", createKey),
            routes.collected(.post, "/v1beta/api-keys/{api_key_id}/revoke", revokeKey),
        ]
    }

    /// Newest first.
    private static func listKeys(_ call: Call) throws -> HTTPResponse {
        let parameters = try QueryParameters(of: call.request)
        try requireOwn(parameters.text("organization_id"), call)
        let includingRevoked = try parameters.flag("include_revoked") ?? false
        let now = call.context.database.now()
        return try answerList(call, named: \.id.text) { last, limit in
            try call.context.keys.list(
                includingRevoked: includingRevoked, after: last.flatMap { APIKeyID($0) },
                limit: limit, as: call.subject)
        } write: {
            write($0, at: now, to: &$1)
        }
    }

    private static func createKey(_ call: Call) throws -> HTTPResponse {
        let members = try RequestMembers(
            of: call.request, known: ["name", "organization_id", "expires_at"])
        let name = try members.requiredText("name")
        try requireOwn(members.text("organization_id"), call)
        let (key, secret) = try call.context.keys.create(
            named: name, expiresAt: members.moment("expires_at"), as: call.subject)
        return wrapped(key, call) { $0.member("secret", secret) }
    }

    private static func revokeKey(_ call: Call) throws -> HTTPResponse {
        let id: APIKeyID = try call.name("api_key_id")
        let members = try RequestMembers(of: call.request, known: ["reason"])
        let reason = try members.text("reason", isNullable: true)
        guard (1...500).contains(reason?.unicodeScalars.count ?? 1) else {
            throw OperationError.invalid("reason", "A reason has 1 to 500 characters.")
        }
        let key = try call.context.keys.revoke(id, comment: reason, as: call.subject)
        return wrapped(key, call)
    }

    /// A key belongs to one organization, and acts in no other.
    private static func requireOwn(_ organization: String?, _ call: Call) throws(OperationError) {
        guard let organization else { throw .missing("organization_id") }
        let id: OrganizationID = try .reading(organization, "organization_id")
        guard id == call.subject.organization else { throw .notFound("organization", id.text) }
    }

    private static func wrapped(
        _ key: APIKey, _ call: Call, beside: (inout JSONWriter) -> Void = { _ in }
    ) -> HTTPResponse {
        .object { json in
            json.key("api_key")
            write(key, at: call.context.database.now(), to: &json)
            beside(&json)
        }
    }

    private static func write(_ key: APIKey, at now: Timestamp, to json: inout JSONWriter) {
        json.object { json in
            json.member("id", key.id.text)
            json.member("organization_id", key.organization.text)
            json.member("name", key.name)
            json.member("key_prefix", key.prefix)
            json.member("is_active", key.isActive(at: now))
            json.member("created_at", key.createdAt)
            json.member("expires_at", key.expiresAt)
            json.member("revoked_at", key.revokedAt)
        }
    }
}
