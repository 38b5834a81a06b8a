import Ingest
import Sharing
import Storage

/// `muniment links`: what lets files in and out without any other credential.
struct LinksCommand: Command {
    static let specification = CommandSpecification(
        name: "links",
        summary: "Make links to upload by, end links, and rotate what signs them.",
        discussion: "`muniment export` makes links to download by.",
        subcommands: [
            CommandSpecification(
                name: "upload", summary: "Make a link, or a form, that lets one PDF in.",
                discussion: """
                    Whoever has it can send a file until it expires, without any other \
                    credential. `muniment serve` on the same store takes it in.
                    """,
                options: [
                    .value("document", "ID", help: "Becomes this document's next version."),
                    .value("title", "TITLE", help: "Of the new document; or the file's name."),
                    .value("expires", "TIME", default: "15m", help: "How long it is good for."),
                    .value("max-bytes", "SIZE", default: "100MiB", help: "The largest file."),
                    .flag("form", help: "A form as S3 has it, for browsers and S3 clients."),
                    .value(
                        "public-url", "URL", default: "http://127.0.0.1:8080",
                        help: "Where the server is."),
                ],
                examples: [
                    CommandExample(
                        command: "curl -T lease.pdf \"$(muniment links upload --expires 1h)\"",
                        explanation: "Sends a file by a link.")
                ]),
            CommandSpecification(
                name: "revoke", summary: "End the links to a document or a version, or an upload.",
                positionals: [
                    PositionalArgument("id", help: "A document, a version or an upload.")
                ],
                options: [.value("link", "ID", help: "This link to the document only.")]),
            CommandSpecification(
                name: "keys", summary: "List the keys that sign links, newest first."),
            CommandSpecification(
                name: "rotate",
                summary: "Sign with a new key; the one before opens what it signed."),
            CommandSpecification(
                name: "revoke-key", summary: "End a key and every link that it signed.",
                positionals: [PositionalArgument("key", help: "The key's id: lky_….")]),
        ],
        examples: [
            CommandExample(
                command: "muniment links revoke doc_01jd4x5m2nf5vs8y0q6h3c9ak7",
                explanation: "Servers refuse all links to it within a second.")
        ])

    private let arguments: ParsedArguments
    private let action: Action

    private enum Action {
        case upload(UploadOptions)
        case revoke(LinkEnding)
        case listKeys
        case rotate
        case revokeKey(LinkKeyID)
    }

    init(_ arguments: ParsedArguments) throws {
        self.arguments = arguments
        switch arguments.subcommand {
        case "upload": action = .upload(try UploadOptions(arguments))
        case "revoke": action = .revoke(try LinkEnding(arguments))
        case "rotate": action = .rotate
        case "revoke-key":
            let text = arguments.positional("key")
            guard let id = LinkKeyID(text) else {
                throw arguments.error(
                    "\"\(text)\" does not name a key of links.",
                    remedy: "`muniment links keys` lists them.")
            }
            action = .revokeKey(id)
        default: action = .listKeys
        }
    }

    func run(_ terminal: Terminal) throws -> ExitCode {
        let store = try arguments.openStore()
        let operations = ReadingOptions.makeOperations(on: store)
        let keys = operations.links.keys
        switch action {
        case .upload(let options):
            let made = try options.make(by: operations, as: .owner(of: store))
            try made.print(on: terminal, isJSON: arguments.flag("json"))
        case .revoke(let ending):
            try ending.run(by: operations, as: .owner(of: store))
            terminal.report("Servers refuse what was ended within a second.")
        case .listKeys: try list(keys.list(), on: terminal)
        case .rotate: try list([keys.rotate()], on: terminal)
        case .revokeKey(let id):
            try keys.revoke(id)
            terminal.report("Servers refuse what it signed within a second.")
        }
        return .done
    }

    private func list(_ keys: [LinkKeyView], on terminal: Terminal) throws {
        guard !arguments.flag("json") else {
            for key in keys { try terminal.printJSON(LinkKeyLine(key)) }
            return
        }
        var table = TextTable([
            TextTable.Column("Key", shrinks: false), TextTable.Column("Made", shrinks: false),
            TextTable.Column("State", shrinks: false),
        ])
        for key in keys { table.append([key.id.text, key.createdAt.day, key.state]) }
        try terminal.print(table)
    }
}

private struct LinkKeyLine: Encodable {
    let id: String
    let created_at: String
    let retires_at: String?
    let revoked_at: String?

    init(_ key: LinkKeyView) {
        id = key.id.text
        created_at = key.createdAt.rfc3339
        retires_at = key.retiresAt?.rfc3339
        revoked_at = key.revokedAt?.rfc3339
    }
}

extension LinkKeyView {
    fileprivate var state: String {
        if let revokedAt { return "revoked \(revokedAt.day)" }
        return retiresAt.map { "opens until \($0.day)" } ?? "signs"
    }
}
