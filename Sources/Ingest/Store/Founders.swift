public import Storage

/// Who a store begins with: an organization, the user who owns it, and its bot.
///
/// What is added from the command line belongs to the user; the bot is who API keys act as
/// where no other is named.
public struct Founders: Hashable, Sendable {
    public let organization: OrganizationID
    public let owner: UserID
    public let bot: BotID

    /// The founders of the store, `nil` for one that has none yet.
    static func find(on db: any Connection) throws -> Founders? {
        try db.first(select).map { row in
            Founders(
                organization: try row.identifier("organization_id"),
                owner: try row.identifier("user_id"), bot: try row.identifier("bot_id"))
        }
    }

    /// Everything goes by age: names made later sort later.
    private static let select = """
        SELECT members.organization_id, members.user_id, bots.id AS bot_id
        FROM members
        JOIN bots ON bots.organization_id = members.organization_id
        WHERE members.role = 'owner'
        ORDER BY members.organization_id, members.user_id, bots.id
        LIMIT 1
        """

    /// Makes what is missing; an organization that is there, with its documents, gets the
    /// owner and the bot.
    ///
    /// To be called by whoever holds the row of the store, one at a time.
    static func ensure(at now: Timestamp, on db: any Connection) throws -> Founders {
        if let found = try find(on: db) { return found }
        let founders = Founders(
            organization: try db.first(selectOrganization)?.identifier("id")
                ?? makeOrganization(at: now, on: db),
            owner: UserID(at: now), bot: BotID(at: now))
        try db.execute(insertUser, [founders.owner, "owner@localhost", "Owner", now])
        try db.execute(insertMember, [founders.organization, founders.owner, now])
        try db.execute(insertBot, [founders.bot, founders.organization, "Muniment", now])
        try db.execute(giveDocuments, [founders.organization, founders.owner])
        try db.execute(giveVersions, [founders.owner])
        return founders
    }

    private static func makeOrganization(
        at now: Timestamp, on db: any Connection
    ) throws -> OrganizationID {
        let id = OrganizationID(at: now)
        try db.execute(insertOrganization, [id, "My organization", now])
        return id
    }

    private static let selectOrganization = """
        SELECT id
        FROM organizations
        ORDER BY id
        LIMIT 1
        """

    private static let insertOrganization = """
        INSERT INTO organizations (id, name, created_at)
        VALUES ($1, $2, $3)
        """

    private static let insertUser = """
        INSERT INTO users (id, email, name, created_at)
        VALUES ($1, $2, $3, $4)
        """

    private static let insertMember = """
        INSERT INTO members (organization_id, user_id, role, joined_at)
        VALUES ($1, $2, 'owner', $3)
        """

    private static let insertBot = """
        INSERT INTO bots (id, organization_id, name, role, created_at)
        VALUES ($1, $2, $3, 'owner', $4)
        """

    private static let giveDocuments = """
        UPDATE documents
        SET created_by = $2,
            owner_id = $2
        WHERE organization_id = $1
        """

    private static let giveVersions = """
        UPDATE versions
        SET created_by = $1
        WHERE created_by IS NULL
        """
}
