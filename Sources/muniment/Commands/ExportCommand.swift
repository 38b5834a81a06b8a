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
            .flag("once", help: "A link that works once: it shows a page with a button."),
            .value("thumbnail", "PAGE", help: "A link to a small picture of this page instead."),
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
    private let kind: Kind
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
        kind = try Kind(arguments)
    }

    /// What the link opens.
    private enum Kind {
        case file
        /// The file, one time.
        case once
        /// A small picture of a page, from 1.
        case thumbnail(page: Int)

        init(_ arguments: ParsedArguments) throws(UsageError) {
            let page = try arguments.integer("thumbnail", in: 1...1_000_000)
            let isOnce = arguments.flag("once")
            let isFile = arguments.string("output") != nil
            let isMarked = !arguments.strings("watermark").isEmpty
            guard page == nil || !(isOnce || isFile || isMarked) else {
                throw arguments.error(
                    "'--thumbnail' makes a link to a picture",
                    remedy: "Leave '--once', '--output' and '--watermark' out.")
            }
            guard !isOnce || !isFile else {
                throw arguments.error(
                    "'--once' is about links, and '--output' makes none",
                    remedy: "Leave one of them out.")
            }
            self = page.map { .thumbnail(page: $0) } ?? (isOnce ? .once : .file)
        }
    }

    func run(_ terminal: Terminal) throws -> ExitCode {
        let store = try arguments.openStore()
        let document = try store.catalog.document(named: arguments.positional("id"))
        let operations = ReadingOptions.makeOperations(on: store)
        let link = try makeLink(to: document.id, by: operations, as: .owner(of: store))
        if let path = arguments.string("output") {
            let written = try OutputFile(path: path).write(link, of: operations, from: store.blobs)
            try show(written, on: terminal)
        } else {
            try show(link, on: terminal)
        }
        return terminal.report(missingGlyphs: link.missingGlyphs)
    }

    private func makeLink(
        to document: DocumentID, by operations: DocumentOperations, as subject: Subject
    ) throws -> ExportLink {
        let recipient = arguments.string("for")
        return switch kind {
        case .file:
            try operations.export(
                document, version: version, lifetime: lifetime, watermark: watermark,
                for: recipient, as: subject)
        case .once:
            try operations.exportOnce(
                document, version: version, lifetime: lifetime, watermark: watermark,
                for: recipient, as: subject)
        case .thumbnail(let page):
            try operations.exportThumbnail(
                of: document, version: version, page: page, lifetime: lifetime, as: subject)
        }
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
