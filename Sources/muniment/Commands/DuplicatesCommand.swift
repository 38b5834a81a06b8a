import Ingest
import Storage

/// `muniment duplicates`: other documents whose pages look alike.
struct DuplicatesCommand: Command {
    static let specification = CommandSpecification(
        name: "duplicates",
        summary: "Find documents with the same bytes or pages that look alike.",
        positionals: [PositionalArgument("id", help: "A document or version.")],
        options: ReadingOptions.options,
        examples: [
            CommandExample(
                command: "muniment duplicates doc_01jd4x5m2nf5vs8y0q6h3c9ak7",
                explanation: "What looks like this document.")
        ])

    private let arguments: ParsedArguments
    private let name: String
    private let reading: ReadingOptions

    init(_ arguments: ParsedArguments) throws {
        self.arguments = arguments
        name = arguments.positional("id")
        reading = try ReadingOptions(arguments)
    }

    func run(_ terminal: Terminal) throws -> ExitCode {
        let store = try arguments.openStore()
        let version = try store.catalog.version(named: name)
        if version.state == .processing { try version.requireRecord() }
        let search = DuplicateSearch(
            store: store, helpers: reading.makeHelpers(), limits: reading.limits)
        let matches = try search.matches(of: version)
        if arguments.flag("json") {
            for match in matches { try terminal.printJSON(Line(match)) }
            return .done
        }
        if version.recordID == nil {
            terminal.report("The version \(version.id) has no pages: only bytes are compared.")
        }
        guard !matches.isEmpty else {
            try terminal.print("Nothing else in the store looks like it.")
            return .done
        }
        try terminal.print(table(of: matches))
        return .done
    }

    private func table(of matches: [DuplicateMatch]) -> TextTable {
        var table = TextTable([
            .init("Document", shrinks: false), .init("Title"), .init("Verdict", shrinks: false),
            .init("Score", .right), .init("Pages", .right),
        ])
        for match in matches {
            table.append([
                match.document.id.text, match.document.title,
                match.finding.verdict.rawValue.replacing("_", with: " "),
                Self.digits(match.finding.score),
                match.finding.pages.isEmpty ? "" : "\(match.finding.pages.count)",
            ])
        }
        return table
    }

    private static func digits(_ score: Double) -> String {
        let thousandths = String(Int((score * 1_000).rounded()))
        let padded = String(repeating: "0", count: max(0, 4 - thousandths.count)) + thousandths
        return "\(padded.dropLast(3)).\(padded.suffix(3))"
    }

    private struct Line: Encodable {
        let document_id: String
        let version_id: String
        let title: String
        let verdict: String
        let score: Double
        let pages: [Pair]

        struct Pair: Encodable {
            let page: Int
            let other_page: Int
            let distance: Int
        }

        init(_ match: DuplicateMatch) {
            document_id = match.document.id.text
            version_id = match.version.id.text
            title = match.document.title
            verdict = match.finding.verdict.rawValue
            score = match.finding.score
            pages = match.finding.pages.map {
                Pair(page: $0.pageA, other_page: $0.pageB, distance: $0.distance)
            }
        }
    }
}
