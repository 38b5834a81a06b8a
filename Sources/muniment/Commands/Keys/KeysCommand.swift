import Foundation
import Ingest
import Sharing
import Signing
import Storage

/// `muniment keys`: the keys of the API, and of clients of S3.
struct KeysCommand: Command {
    static let specification = CommandSpecification(
        name: "keys",
        summary: "Make, list and revoke keys of the API and of S3 clients.",
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
                    .flag("s3", help: "For a client of S3, which signs with it."),
                ],
                examples: [
                    CommandExample(
                        command: "muniment keys create --name ci --expires 90d",
                        explanation: "A key for three months."),
                    CommandExample(
                        command: "muniment keys create --s3 --name scanner",
                        explanation: "An access key for boto3, for example."),
                ]),
            CommandSpecification(
                name: "list", summary: "List the keys, newest first.",
                options: [.flag("all", help: "Revoked ones too.")]),
            CommandSpecification(
                name: "revoke", summary: "End a key for good.",
                positionals: [
                    PositionalArgument("key", help: "The key's id: key_…, or AKIA… of S3.")
                ],
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
        case createS3(named: String, asOwner: Bool)
        case list(includingRevoked: Bool)
        case revoke(APIKeyID, reason: String?)
        case revokeS3(S3KeyID)
    }

    /// The most keys that are listed.
    private static let listLimit = 1_000

    init(_ arguments: ParsedArguments) throws {
        self.arguments = arguments
        switch arguments.subcommand {
        case "create": action = try Self.creation(arguments)
        case "revoke": action = try Self.revocation(arguments)
        default: action = .list(includingRevoked: arguments.flag("all"))
        }
    }

    private static func creation(_ arguments: ParsedArguments) throws -> Action {
        let name = try arguments.requiredString("name")
        let life = try arguments.duration("expires", in: .seconds(60)...APIKeys.longestLife)
        guard arguments.flag("s3") else {
            return .create(
                named: name, life: life,
                try arguments.choice("environment", of: KeyEnvironment.self) ?? .production,
                asOwner: arguments.flag("as-owner"))
        }
        guard life == nil else {
            throw arguments.error(
                "keys of S3 clients do not expire",
                remedy: "Leave '--expires' out, and revoke the key in time.")
        }
        return .createS3(named: name, asOwner: arguments.flag("as-owner"))
    }

    private static func revocation(_ arguments: ParsedArguments) throws -> Action {
        let text = arguments.positional("key")
        if let id = APIKeyID(text) { return .revoke(id, reason: arguments.string("reason")) }
        guard let id = S3KeyID(text) else {
            throw arguments.error(
                "\"\(text)\" does not name a key.", remedy: "`muniment keys` lists them.")
        }
        return .revokeS3(id)
    }

    func run(_ terminal: Terminal) throws -> ExitCode {
        let store = try arguments.openStore()
        let report = KeyReport(terminal: terminal, isJSON: arguments.flag("json"))
        switch action {
        case .create(let name, let life, let environment, let asOwner):
            let keys = APIKeys(database: store.database, environment: environment)
            let made = try keys.create(
                named: name, for: subject(of: store, asOwner: asOwner),
                expiresAt: life.map { store.database.now() + $0 }, as: .owner(of: store))
            try report.show(made.key, secret: made.secret)
        case .createS3(let name, let asOwner):
            let made = try S3Keys(database: store.database).create(
                named: name, for: subject(of: store, asOwner: asOwner), as: .owner(of: store))
            try report.show(made.key, secret: made.credentials.secretAccessKey)
        case .list(let includingRevoked):
            try list(in: store, includingRevoked: includingRevoked, with: report)
        case .revoke(let id, let reason):
            let keys = APIKeys(database: store.database, environment: .production)
            try report.show(keys.revoke(id, comment: reason, as: .owner(of: store)), secret: nil)
            terminal.report("Servers refuse it within a second.")
        case .revokeS3(let id):
            let keys = S3Keys(database: store.database)
            try report.show(keys.revoke(id, as: .owner(of: store)), secret: nil)
            terminal.report("Servers refuse it within a second.")
        }
        return .done
    }

    private func subject(of store: Store, asOwner: Bool) -> SubjectID {
        asOwner ? .user(store.founders.owner) : .bot(store.founders.bot)
    }

    private func list(
        in store: Store, includingRevoked: Bool, with report: KeyReport
    ) throws {
        let keys = APIKeys(database: store.database, environment: .production)
        let owner = Subject.owner(of: store)
        try report.list(
            keys.list(includingRevoked: includingRevoked, limit: Self.listLimit, as: owner),
            S3Keys(database: store.database).list(includingRevoked: includingRevoked, as: owner),
            at: store.database.now())
    }
}
