internal import Sharing
internal import Storage

extension V1 {
    static func keyRoutes(_ routes: KeyedRoutes) -> [Route] {
        [
            routes.plain(.get, "/v1/api-keys", listKeys),
            routes.collected(.post, "/v1/api-keys", createKey),
            routes.collected(.delete, "/v1/api-keys/{api_key_id}", revokeKey),
        ]
    }

    private static func listKeys(_ call: Call) throws -> HTTPResponse {
        let includingRevoked = try QueryParameters(of: call.request).flag("include_revoked")
        let keys = try call.context.keys.list(
            includingRevoked: includingRevoked ?? false, limit: Int(Int32.max), as: call.subject)
        let now = call.context.database.now()
        return .object { json in
            json.array("api_keys", keys) { key, json in
                json.object { write(key, at: now, to: &$0) }
            }
        }
    }

    private static func createKey(_ call: Call) throws -> HTTPResponse {
        let members = try RequestMembers(of: call.request, known: ["name", "expires_at"])
        let (key, secret) = try call.context.keys.create(
            named: members.requiredText("name"), expiresAt: members.moment("expires_at"),
            as: call.subject)
        return .object(.created) { json in
            write(key, at: call.context.database.now(), to: &json)
            json.member("key", secret)
        }
    }

    private static func revokeKey(_ call: Call) throws -> HTTPResponse {
        let members = try RequestMembers(of: call.request, known: ["reason"])
        _ = try call.context.keys.revoke(
            call.name("api_key_id"), comment: members.text("reason"), as: call.subject)
        return done
    }

    private static func write(_ key: APIKey, at now: Timestamp, to json: inout JSONWriter) {
        json.member("id", key.id.text)
        json.member("org_id", key.organization.text)
        json.member("name", key.name)
        json.member("prefix", key.prefix)
        json.member("is_active", key.isActive(at: now))
        json.member("created_at", key.createdAt)
        // Nothing of a key changes but that it is revoked.
        json.member("updated_at", key.revokedAt ?? key.createdAt)
        json.member("expires_at", key.expiresAt)
        json.member("revoked_at", key.revokedAt)
        json.member("revoked_by", key.revokedBy.map(name))
        json.member("revoked_comment", key.revokedComment)
    }
}
