internal import Ingest
internal import Sharing
internal import Storage

extension V1 {
    static func organizationRoutes(_ routes: KeyedRoutes) -> [Route] {
        [
            routes.plain(.get, "/v1/organization", organization),
            routes.plain(.get, "/v1/organization/members", members),
            routes.plain(.get, "/v1/me", me),
            routes.plain(.get, "/v1/me/quota", ownQuota),
            routes.plain(.get, "/v1/quota", quota),
        ]
    }

    private static func organization(_ call: Call) throws -> HTTPResponse {
        let found = try call.context.identities.organization(
            call.subject.organization, as: call.subject)
        return .object { json in
            json.member("id", found.id.text)
            json.member("name", found.name)
            json.member("created_at", found.createdAt)
        }
    }

    private static func members(_ call: Call) throws -> HTTPResponse {
        let organization = call.subject.organization
        let members = try call.context.identities.members(of: organization)
        return .object { json in
            json.array("items", members) { write($0, of: organization, to: &$1) }
        }
    }

    private static func write(
        _ member: Member, of organization: OrganizationID, to json: inout JSONWriter
    ) {
        json.object { json in
            json.member("org_id", organization.text)
            json.member("user_id", name(.user(member.user.id)))
            json.member("role", member.role.rawValue)
            json.member("joined_at", member.joinedAt)
            json.member("email", member.user.email)
            json.member("display_name", member.user.name)
            json.member("given_name", member.user.givenName)
            json.member("family_name", member.user.familyName)
        }
    }

    private static func me(_ call: Call) throws -> HTTPResponse {
        let user = try call.context.identities.me(call.subject)
        return .object { json in
            json.member("id", name(.user(user.id)))
            json.member("email", user.email)
            json.member("display_name", user.name)
            json.nullable("given_name", user.givenName)
            json.nullable("family_name", user.familyName)
        }
    }

    // MARK: - Quotas

    /// Users have no quota of their own: that of their organization binds them.
    private static func ownQuota(_ call: Call) throws -> HTTPResponse {
        _ = try call.context.identities.me(call.subject)
        return try quota(call)
    }

    private static func quota(_ call: Call) throws -> HTTPResponse {
        let quota = try call.operations.quota(as: call.subject)
        return .object { json in
            json.member("limit", quota.limit)
            json.member("used", quota.used)
            json.member("remaining", quota.available)
            json.member("resets_at", call.context.database.now().startOfNextMonth)
        }
    }
}

extension Timestamp {
    /// Midnight, UTC, of the first day of the next month.
    var startOfNextMonth: Timestamp {
        let today = Int64((Double(microseconds) / 86_400_000_000).rounded(.down))
        let (year, month, _) = Self.civil(days: today)
        let next =
            month == 12
            ? Self.days(year: year + 1, month: 1, day: 1)
            : Self.days(year: year, month: month + 1, day: 1)
        return Timestamp(microseconds: next * 86_400_000_000)
    }
}
