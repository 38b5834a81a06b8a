import Ingest
import Sharing
import Storage

/// `muniment export`: a link that opens a document for a while.
struct ExportCommand: Command {
    static let specification = CommandSpecification(
        name: "export",
        summary: "Make a signed link to a document's PDF.",
        discussion: """
            Whoever has the link can download the file until it expires, without any other \
            credential. `muniment serve` on the same store answers it.
            """,
        positionals: [PositionalArgument("id", help: "A document.")],
        options: [
            .value("version", "ID", help: "Another version than the current one."),
            .value("expires", "TIME", default: "15m", help: "How long it is good for."),
            .value(
                "public-url", "URL", default: "http://127.0.0.1:8080",
                help: "Where the server is."),
        ],
        examples: [
            CommandExample(
                command: "muniment export doc_01jd4x5m2nf5vs8y0q6h3c9ak7 --expires 1h",
                explanation: "A link for an hour.")
        ])

    private let arguments: ParsedArguments
    private let version: VersionID?
    private let lifetime: Duration
    private let publicURL: String

    init(_ arguments: ParsedArguments) throws {
        self.arguments = arguments
        version = try arguments.string("version").map { text in
            guard let id = VersionID(text) else {
                throw arguments.error(
                    "\"\(text)\" does not name a version.",
                    remedy: "`muniment show` lists a document's versions.")
            }
            return id
        }
        lifetime = try arguments.requiredDuration("expires")
        publicURL = try arguments.requiredString("public-url")
    }

    func run(_ terminal: Terminal) throws -> ExitCode {
        let store = try arguments.openStore()
        let document = try store.catalog.document(named: arguments.positional("id"))
        let operations = DocumentOperations(
            store: store, duplicateSearch: ReadingOptions.makeSearch(of: store),
            copies: ReadingOptions.makeCopies(of: store))
        let link = try operations.export(
            document.id, version: version, lifetime: lifetime, as: .owner(of: store))
        let url = publicURL + link.path
        if arguments.flag("json") {
            try terminal.printJSON(ExportLine(url: url, expires_at: link.expiresAt.rfc3339))
        } else {
            try terminal.print(url)
        }
        return .done
    }

    private struct ExportLine: Encodable {
        let url: String
        let expires_at: String
    }
}
