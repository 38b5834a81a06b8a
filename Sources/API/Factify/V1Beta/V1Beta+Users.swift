internal import Sharing

extension V1Beta {
    static func userRoutes(_ routes: KeyedRoutes) -> [Route] {
        [
            routes.plain(.get, "/v1beta/me", me),
            routes.plain(.get, "/v1beta/user-preferences", preferences),
        ]
    }

    private static func me(_ call: Call) throws -> HTTPResponse {
        let identities = call.context.identities
        let user = try identities.me(call.subject)
        let organizations = try identities.organizations(of: call.subject, roles: [])
        return .object { json in
            json.key("user")
            write(user, to: &json)
            json.array("organizations", organizations) { write($0, to: &$1) }
        }
    }

    /// There are no tours here, so nobody has one before them.
    private static func preferences(_ call: Call) throws -> HTTPResponse {
        _ = try call.context.identities.me(call.subject)
        return .object { json in
            json.member("has_completed_document_tour", true)
            json.member("has_completed_hub_onboarding", true)
        }
    }
}
