import Foundation
import Ingest
import Storage

/// `muniment duplicates`: other forms of a document, with proof.
struct DuplicatesCommand: Command {
    static let specification = CommandSpecification(
        name: "duplicates",
        summary: "Find other forms of a document, and say why they are.",
        discussion: """
            Documents of one form that say something else are listed apart, with the words that \
            differ. A file that is not stored is read and forgotten. Nothing is ever deleted.
            """,
        positionals: [
            PositionalArgument(
                "name", .optional, help: "A document, a version, or a PDF file, stored or not.",
                display: "ID|FILE")
        ],
        options: [
            .flag("all", help: "Go through the whole store: what to keep, and why."),
            .value(
                "image", letter: "i", "FILE",
                help: "Write the best match's proof there as PNG: two pages, differences boxed."),
            .value(
                "threshold", "SCORE", default: "\(DocumentFinding.threshold)",
                help: "From which score on it is a duplicate, 0 to 1."),
        ] + ReadingOptions.options,
        examples: [
            CommandExample(
                command: "muniment duplicates doc_01jd4x5m2nf5vs8y0q6h3c9ak7",
                explanation: "Other forms of this document."),
            CommandExample(
                command: "muniment duplicates scan.pdf --image proof.png",
                explanation: "Is this paper in the store already? See for yourself."),
            CommandExample(
                command: "muniment duplicates --all", explanation: "What could be tidied up."),
        ])

    private let arguments: ParsedArguments
    private let name: String?
    private let imagePath: String?
    private let threshold: Double
    private let reading: ReadingOptions

    init(_ arguments: ParsedArguments) throws {
        self.arguments = arguments
        name = arguments.optionalPositional("name")
        imagePath = arguments.string("image")
        threshold = try arguments.requiredNumber("threshold", in: 0...1)
        reading = try ReadingOptions(arguments)
        guard arguments.flag("all") else {
            if name != nil { return }
            throw arguments.error("'ID|FILE' is missing", remedy: "Name one, or add '--all'.")
        }
        if name != nil || imagePath != nil {
            throw arguments.error(
                "'--all' asks about the whole store",
                remedy: "Leave out \(name.map { "'\($0)'" } ?? "'--image'"), or '--all'.")
        }
    }

    func run(_ terminal: Terminal) throws -> ExitCode {
        let store = try arguments.openStore(matching: reading.matching)
        let search = reading.makeSearch(of: store)
        guard let name else { return try runAll(search, terminal) }
        let asked = try ComparedName(name, in: store)
        let matches = try asked.matches(search)
        if let note = asked.note { terminal.report(note) }
        if arguments.flag("json") {
            for match in matches {
                try terminal.printJSON(DuplicateLine(match, threshold: threshold))
            }
        } else {
            try DuplicateTables(matches, threshold: threshold).print(on: terminal)
        }
        if let imagePath { try writeProof(asked, matches, imagePath, search, terminal) }
        return .done
    }

    private func runAll(_ search: DuplicateSearch, _ terminal: Terminal) throws -> ExitCode {
        let clusters = try search.clusters()
        guard arguments.flag("json") else {
            try ClusterReport(clusters).print(on: terminal)
            return .done
        }
        for cluster in clusters { try terminal.printJSON(ClusterLine(cluster)) }
        return .done
    }

    private func writeProof(
        _ asked: ComparedName, _ matches: [DuplicateMatch], _ path: String,
        _ search: DuplicateSearch, _ terminal: Terminal
    ) throws {
        guard let best = matches.first else {
            throw CommandLineError("There is no match to be seen.", remedy: "Leave out '--image'.")
        }
        let proof = try Proof(
            best.finding, a: asked, b: .version(best.version), pictures: search)
        try proof.write(to: path)
        terminal.report("\(proof.caption) written to \(path).")
    }
}
