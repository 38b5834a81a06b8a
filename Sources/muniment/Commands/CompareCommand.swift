import Ingest
import Storage

/// `muniment compare`: what two documents have in common, page by page.
struct CompareCommand: Command {
    static let specification = CommandSpecification(
        name: "compare",
        summary: "Show which pages of two documents are the same, and what differs.",
        positionals: [
            PositionalArgument(
                "a", help: "A document, a version, or a PDF file, stored or not.",
                display: "ID|FILE"),
            PositionalArgument("b", help: "What it is compared with.", display: "ID|FILE"),
        ],
        options: [
            .value(
                "image", letter: "i", "FILE",
                help: "Write the pages that differ most there as PNG, differences boxed.")
        ] + ReadingOptions.options,
        examples: [
            CommandExample(
                command: "muniment compare ver_01jd4x5m2nf5vs8y0q6h3c9ak7 "
                    + "ver_01jd4x8e4qf2w9c3v1r7k5m0zt",
                explanation: "What has changed between two versions."),
            CommandExample(
                command: "muniment compare doc_01jd4x5m2nf5vs8y0q6h3c9ak7 scan.pdf",
                explanation: "Is this the paper, and all of it?"),
        ])

    private let arguments: ParsedArguments
    private let names: [String]
    private let imagePath: String?
    private let reading: ReadingOptions

    init(_ arguments: ParsedArguments) throws {
        self.arguments = arguments
        names = [arguments.positional("a"), arguments.positional("b")]
        imagePath = arguments.string("image")
        reading = try ReadingOptions(arguments)
    }

    func run(_ terminal: Terminal) throws -> ExitCode {
        let store = try arguments.openStore(matching: reading.matching)
        let search = reading.makeSearch(of: store)
        let a = try ComparedSide(names[0], in: store, by: search)
        let b = try ComparedSide(names[1], in: store, by: search)
        let finding = try search.compare(a.subject, b.subject)
        if arguments.flag("json") {
            try terminal.printJSON(ComparisonLine(a, b, finding))
        } else {
            try ComparisonReport(a, b, finding).print(on: terminal)
        }
        if let imagePath { try writeProof(finding, a, b, imagePath, search, terminal) }
        return .done
    }

    private func writeProof(
        _ finding: DocumentFinding?, _ a: ComparedSide, _ b: ComparedSide, _ path: String,
        _ search: DuplicateSearch, _ terminal: Terminal
    ) throws {
        guard let finding else {
            throw CommandLineError(
                "There are no two pages to be seen beside each other.",
                remedy: "Leave out '--image'.")
        }
        let proof = try Proof(finding, a: a.name, b: b.name, pictures: search)
        try proof.write(to: path)
        terminal.report("\(proof.caption) written to \(path).")
    }
}
