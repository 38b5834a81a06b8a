internal import Ingest
internal import Sharing
internal import Storage

extension V1Beta {
    static func organizationRoutes(_ routes: KeyedRoutes) -> [Route] {
        let one = "/v1beta/organizations/{organization_id}"
        return [
            routes.plain(.get, "/v1beta/organizations", organizations),
            routes.plain(.get, one, organization),
            routes.plain(.get, one + "/members", members),
        ]
    }

    private static func organizations(_ call: Call) throws -> HTTPResponse {
        let roles = try QueryParameters(of: call.request).choices("role") {
            OrganizationRole(rawValue: $0)
        }
        return try answerList(call, named: \.id.text) { last, limit in
            let all = try call.context.identities.organizations(of: call.subject, roles: roles)
            return Array(all.filter { $0.id.text > last ?? "" }.prefix(limit))
        } write: {
            write($0, to: &$1)
        }
    }

    private static func organization(_ call: Call) throws -> HTTPResponse {
        let found = try call.context.identities.organization(
            call.name("organization_id"), as: call.subject)
        return .object { json in
            json.key("organization")
            write(found, to: &json)
        }
    }

    /// Those who came first are first.
    private static func members(_ call: Call) throws -> HTTPResponse {
        let identities = call.context.identities
        let organization = try identities.organization(
            call.name("organization_id"), as: call.subject)
        return try answerList(call, named: \.user.id.text) { last, limit in
            let all = try identities.members(of: organization.id).sorted { $0.user.id < $1.user.id }
            return Array(all.filter { $0.user.id.text > last ?? "" }.prefix(limit))
        } write: { member, json in
            json.object { json in
                json.key("user")
                write(member.user, to: &json)
                json.member("role", member.role.rawValue)
                json.member("joined_at", member.joinedAt)
            }
        }
    }

    static func write(_ organization: Organization, to json: inout JSONWriter) {
        json.object { json in
            json.member("id", organization.id.text)
            json.member("name", organization.name)
            json.member("created_at", organization.createdAt)
        }
    }

    static func write(_ user: User, to json: inout JSONWriter) {
        json.object { json in
            json.member("id", user.id.text)
            json.member("email", user.email)
            json.member("name", user.name)
            json.member("given_name", user.givenName)
            json.member("family_name", user.familyName)
        }
    }
}
