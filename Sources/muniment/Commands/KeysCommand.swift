import Foundation
import Ingest
import Sharing
import Storage

/// `muniment keys`: the keys of the API.
struct KeysCommand: Command {
    static let specification = CommandSpecification(
        name: "keys",
        summary: "Make, list and revoke API keys.",
        subcommands: [
            CommandSpecification(
                name: "create", summary: "Make a key; its secret is shown this once.",
                discussion: """
                    It acts as the store's bot, with the rights of an owner, or with --as-owner \
                    as the user who owns the store.
                    """,
                options: [
                    .value("name", letter: "n", "NAME", default: "key", help: "For people."),
                    .value("expires", "TIME", help: "How long it is good for, such as 90d."),
                    .value(
                        "environment", "KIND", default: "prod",
                        help: "For which servers: prod or test."),
                    .flag("as-owner", help: "Act as the user who owns the store."),
                ],
                examples: [
                    CommandExample(
                        command: "muniment keys create --name ci --expires 90d",
                        explanation: "A key for three months.")
                ]),
            CommandSpecification(
                name: "list", summary: "List the keys, newest first.",
                options: [.flag("all", help: "Revoked ones too.")]),
            CommandSpecification(
                name: "revoke", summary: "End a key for good.",
                positionals: [PositionalArgument("key", help: "The key's id: key_….")],
                options: [.value("reason", "TEXT", help: "Kept with the key.")]),
        ],
        defaultSubcommand: "list",
        examples: [
            CommandExample(command: "muniment keys", explanation: "Which keys there are."),
            CommandExample(
                command: "muniment keys revoke key_01jd4x5m2nf5vs8y0q6h3c9ak7",
                explanation: "Servers refuse it within a second."),
        ])

    private let arguments: ParsedArguments
    private let action: Action

    private enum Action {
        case create(named: String, life: Duration?, KeyEnvironment, asOwner: Bool)
        case list(includingRevoked: Bool)
        case revoke(APIKeyID, reason: String?)
    }

    /// The most keys that are listed.
    private static let listLimit = 1_000

    init(_ arguments: ParsedArguments) throws {
        self.arguments = arguments
        switch arguments.subcommand {
        case "create":
            action = .create(
                named: try arguments.requiredString("name"),
                life: try arguments.duration(
                    "expires", in: .seconds(60)...APIKeys.longestLife),
                try arguments.choice("environment", of: KeyEnvironment.self) ?? .production,
                asOwner: arguments.flag("as-owner"))
        case "revoke":
            let text = arguments.positional("key")
            guard let id = APIKeyID(text) else {
                throw arguments.error(
                    "\"\(text)\" does not name an API key.", remedy: "`muniment keys` lists them.")
            }
            action = .revoke(id, reason: arguments.string("reason"))
        default:
            action = .list(includingRevoked: arguments.flag("all"))
        }
    }

    func run(_ terminal: Terminal) throws -> ExitCode {
        let store = try arguments.openStore()
        switch action {
        case .create(let name, let life, let environment, let asOwner):
            let keys = APIKeys(database: store.database, environment: environment)
            let made = try keys.create(
                named: name,
                for: asOwner ? .user(store.founders.owner) : .bot(store.founders.bot),
                expiresAt: life.map { store.database.now() + $0 }, as: .owner(of: store))
            try show(made.key, secret: made.secret, on: terminal)
        case .list(let includingRevoked):
            let keys = APIKeys(database: store.database, environment: .production)
            try list(
                keys.list(
                    includingRevoked: includingRevoked, limit: Self.listLimit,
                    as: .owner(of: store)),
                at: store.database.now(), on: terminal)
        case .revoke(let id, let reason):
            let keys = APIKeys(database: store.database, environment: .production)
            let key = try keys.revoke(id, comment: reason, as: .owner(of: store))
            try show(key, secret: nil, on: terminal)
            terminal.report("Servers refuse it within a second.")
        }
        return .done
    }

    private func show(_ key: APIKey, secret: String?, on terminal: Terminal) throws {
        guard !arguments.flag("json") else {
            try terminal.printJSON(KeyLine(key, secret: secret))
            return
        }
        try terminal.print(key.id.text)
        if let secret { try terminal.print(secret) }
    }

    private func list(
        _ keys: [APIKey], at now: Timestamp, on terminal: Terminal
    ) throws {
        guard !arguments.flag("json") else {
            for key in keys { try terminal.printJSON(KeyLine(key, secret: nil)) }
            return
        }
        var table = TextTable([
            TextTable.Column("Key", shrinks: false), TextTable.Column("Name"),
            TextTable.Column("Begins", shrinks: false),
            TextTable.Column("Acts as", shrinks: false), TextTable.Column("Made", shrinks: false),
            TextTable.Column("State", shrinks: false),
        ])
        for key in keys {
            table.append([
                key.id.text, key.name, key.prefix, key.subject.text, key.createdAt.day,
                key.state(at: now),
            ])
        }
        try terminal.print(table)
    }
}

/// A key as a line of JSON; the secret as `key`.
private struct KeyLine: Encodable {
    let id: String
    let name: String
    let prefix: String
    let subject_id: String
    let created_at: String
    let expires_at: String?
    let revoked_at: String?
    let key: String?

    init(_ key: APIKey, secret: String?) {
        id = key.id.text
        name = key.name
        prefix = key.prefix
        subject_id = key.subject.text
        created_at = key.createdAt.rfc3339
        expires_at = key.expiresAt?.rfc3339
        revoked_at = key.revokedAt?.rfc3339
        self.key = secret
    }
}

extension APIKey {
    fileprivate func state(at now: Timestamp) -> String {
        if let revokedAt { return "revoked \(revokedAt.day)" }
        guard isActive(at: now) else { return "expired" }
        return expiresAt.map { "until \($0.day)" } ?? "active"
    }
}
