import Ingest
import Sharing
import Storage

/// `muniment export`: a link that opens a document for a while, or a copy in a file.
struct ExportCommand: Command {
    static let specification = CommandSpecification(
        name: "export",
        summary: "Make a signed link to a document's PDF, or write a copy.",
        discussion: """
            Whoever has the link can download the file until it expires, without any other \
            credential. `muniment serve` on the same store answers it.

            With --watermark a marked copy is made. \(WatermarkOptions.placeholders)
            """,
        positionals: [PositionalArgument("id", help: "A document.")],
        options: [
            .value("version", "ID", help: "Another version than the current one."),
            .value("expires", "TIME", default: "15m", help: "How long it is good for."),
            .value(
                "public-url", "URL", default: "http://127.0.0.1:8080",
                help: "Where the server is."),
            .value("output", letter: "o", "FILE", help: "Write the copy there; no link."),
            .value("for", "NAME", help: "Whom the copy is for: a name or an address."),
        ] + WatermarkOptions.options,
        examples: [
            CommandExample(
                command: "muniment export doc_01jd4x5m2nf5vs8y0q6h3c9ak7 --expires 1h",
                explanation: "A link for an hour."),
            CommandExample(
                command: "muniment export doc_01jd4x5m2nf5vs8y0q6h3c9ak7 --for ada@example.org "
                    + "--watermark \"Copy for {viewer}, {date}\" -o copy.pdf",
                explanation: "A copy that says whose it is."),
        ])

    private let arguments: ParsedArguments
    private let version: VersionID?
    private let lifetime: Duration
    private let publicURL: String
    private let watermark: Watermark?

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
        publicURL = try arguments.required("public-url", arguments.publicURL())
        watermark = try arguments.watermark()
    }

    func run(_ terminal: Terminal) throws -> ExitCode {
        let store = try arguments.openStore()
        let document = try store.catalog.document(named: arguments.positional("id"))
        let operations = ReadingOptions.makeOperations(on: store)
        let link = try operations.export(
            document.id, version: version, lifetime: lifetime, watermark: watermark,
            for: arguments.string("for"), as: .owner(of: store))
        if let path = arguments.string("output") {
            let written = try OutputFile(path: path).write(link, of: operations, from: store.blobs)
            try show(written, on: terminal)
        } else {
            try show(link, on: terminal)
        }
        return terminal.report(missingGlyphs: link.missingGlyphs)
    }

    private func show(_ link: ExportLink, on terminal: Terminal) throws {
        let url = publicURL + link.path
        if arguments.flag("json") {
            try terminal.printJSON(ExportLine(url: url, expires_at: link.expiresAt.rfc3339))
        } else {
            try terminal.print(url)
        }
    }

    private func show(_ written: OutputFile.Written, on terminal: Terminal) throws {
        if arguments.flag("json") {
            try terminal.printJSON(written)
        } else {
            try terminal.print("\(written.sha256)  \(written.file.printableLine)")
        }
    }

    private struct ExportLine: Encodable {
        let url: String
        let expires_at: String
    }
}
