import Ingest
import Storage

/// `muniment text`: the text of a document.
struct TextCommand: Command {
    static let specification = CommandSpecification(
        name: "text",
        summary: "Print a document's text.",
        discussion: "Each page ends in a form feed, as with pdftotext, but not on a terminal.",
        positionals: [PositionalArgument("id", help: "A document or version.")],
        options: [.value("page", letter: "p", "N", help: "Only this page, counted from 1.")],
        examples: [
            CommandExample(
                command: "muniment text doc_01jd4x5m2nf5vs8y0q6h3c9ak7 --page 3",
                explanation: "The third page.")
        ])

    private let arguments: ParsedArguments
    private let name: String
    private let page: Int?

    init(_ arguments: ParsedArguments) throws {
        self.arguments = arguments
        name = arguments.positional("id")
        page = try arguments.integer("page", in: 1...1_000_000)
    }

    func run(_ terminal: Terminal) throws -> ExitCode {
        let store = try arguments.openStore()
        let version = try store.catalog.version(named: name)
        try version.requireRecord()
        let texts = try store.records.pageTexts(of: version)
        let numbers = try chosenPages(of: texts.count)
        if arguments.flag("json") {
            try terminal.printJSON(
                DocumentText(
                    document_id: version.documentID.text, version_id: version.id.text,
                    pages: numbers.map { PageText(page_number: $0, text: texts[$0]) }))
        } else {
            for number in numbers { try print(texts[number], on: terminal) }
        }
        return .done
    }

    /// On a terminal nothing that the document says may steer it.
    private func print(_ text: String, on terminal: Terminal) throws {
        guard terminal.isInteractive else { return try terminal.write(text + "\u{c}") }
        try terminal.print(text.printable)
    }

    private func chosenPages(of count: Int) throws -> Range<Int> {
        guard let page else { return 0..<count }
        guard page <= count else {
            throw CommandLineError(
                "There is no page \(page).",
                remedy: "The document has \(CountText.of(count, "page")).")
        }
        return page - 1..<page
    }

    private struct DocumentText: Encodable {
        let document_id: String
        let version_id: String
        let pages: [PageText]
    }

    private struct PageText: Encodable {
        /// From 0, as in the record.
        let page_number: Int
        let text: String
    }
}

extension Version {
    /// Throws where there is nothing to look at, and says why.
    func requireRecord() throws {
        guard recordID == nil else { return }
        guard state != .processing else {
            throw CommandLineError(
                "The version \(id) is not read yet.",
                remedy: "`muniment jobs` shows how far it is.")
        }
        let retry = state == .failed ? " `muniment jobs retry \(id)` reads them again." : ""
        throw CommandLineError(
            "The version \(id) has no record: \(reason ?? "\(state.rawValue).")",
            remedy: "Its bytes are kept.\(retry)")
    }
}
