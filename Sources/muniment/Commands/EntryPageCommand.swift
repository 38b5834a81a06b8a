import Ingest
import PDF
import Sharing
import Storage

/// `muniment entry-page`: the page that leads a reader to a document.
struct EntryPageCommand: Command {
    static let specification = CommandSpecification(
        name: "entry-page",
        summary: "Write a page that leads a reader to a document.",
        discussion: """
            It says what the document is and whose, for whom the page was made, where the \
            document is found, and how a copy is checked. `muniment organization` sets how it \
            looks.
            """,
        positionals: [PositionalArgument("id", help: "A document.")],
        options: [
            .value("output", letter: "o", "FILE", help: "The PDF file to write."),
            .value("for", "NAME", help: "Whom it is for: a name or an address."),
            .value("paper", "SIZE", help: "a4 or letter; else the organization's."),
            .value("expires", "TIME", default: "30d", help: "How long it says that it is valid."),
            .value(
                "public-url", "URL", default: "http://127.0.0.1:8080",
                help: "Where the server is."),
        ],
        examples: [
            CommandExample(
                command: "muniment entry-page doc_01jd4x5m2nf5vs8y0q6h3c9ak7 --for "
                    + "\"Ada Lovelace\" --public-url https://documents.example.org -o page.pdf",
                explanation: "For one reader.")
        ])

    private let arguments: ParsedArguments
    private let output: OutputFile
    private let paper: EntryPageLook.Paper?
    private let validity: Duration
    private let publicURL: String

    init(_ arguments: ParsedArguments) throws {
        self.arguments = arguments
        output = OutputFile(path: try arguments.requiredString("output"))
        paper = try arguments.choice("paper", of: EntryPageLook.Paper.self)
        validity = try arguments.requiredDuration(
            "expires", in: .seconds(1)...EntryPageOrder.longestValidity)
        publicURL = try arguments.required("public-url", arguments.publicURL())
    }

    func run(_ terminal: Terminal) throws -> ExitCode {
        let store = try arguments.openStore()
        let document = try store.catalog.document(named: arguments.positional("id"))
        let operations = ReadingOptions.makeOperations(on: store)
        var order = EntryPageOrder(document: document.id, publicURL: publicURL)
        order.recipient = arguments.string("for")
        order.paper = paper
        order.validUntil = store.database.now() + validity
        let link = try operations.entryPage(order, as: .owner(of: store))
        let written = try output.write(link, of: operations, from: store.blobs)
        if arguments.flag("json") {
            try terminal.printJSON(written)
        } else {
            try terminal.print("\(written.sha256)  \(written.file.printableLine)")
        }
        return terminal.report(missingGlyphs: link.missingGlyphs)
    }
}
