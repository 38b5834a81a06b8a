import Foundation
import Hashing
import Ingest
import PDF
import Storage

/// `muniment record`: what was read from a document.
struct RecordCommand: Command {
    static let specification = CommandSpecification(
        name: "record",
        summary: "Show what was read from a document.",
        discussion: """
            With --json the whole record: blocks, layout, and for each page text, words with \
            boxes, signals, hash and thumbnail.
            """,
        positionals: [PositionalArgument("id", help: "A document or version.")],
        options: [
            .value("thumbnails", "DIR", help: "Write the pages' thumbnails there as JPEG files.")
        ],
        examples: [
            CommandExample(
                command: "muniment record doc_01jd4x5m2nf5vs8y0q6h3c9ak7 --json",
                explanation: "The record for a program."),
            CommandExample(
                command: "muniment record doc_01jd4x5m2nf5vs8y0q6h3c9ak7 --thumbnails out",
                explanation: "Look at the pages."),
        ])

    private let arguments: ParsedArguments
    private let name: String

    init(_ arguments: ParsedArguments) throws {
        self.arguments = arguments
        name = arguments.positional("id")
    }

    func run(_ terminal: Terminal) throws -> ExitCode {
        let store = try arguments.openStore()
        let version = try store.catalog.version(named: name)
        try version.requireRecord()
        guard let record = try store.records.record(of: version) else {
            throw CommandLineError(
                "The record of \(version.id) is missing.",
                remedy: "`muniment jobs retry \(version.id)` reads it again.")
        }
        if let folder = arguments.string("thumbnails") {
            let count = try writeThumbnails(of: record, from: store, to: folder)
            terminal.report("\(CountText.of(count, "thumbnail")) written to \(folder).")
        }
        if arguments.flag("json") {
            try terminal.printJSON(RecordDocument(record))
        } else {
            try RecordSummary(record).print(on: terminal)
        }
        return .done
    }

    private func writeThumbnails(
        of record: Record, from store: Store, to folder: String
    ) throws -> Int {
        var count = 0
        for page in record.pages {
            guard let thumbnail = page.thumbnail else { continue }
            let bytes = try store.blobs.contents(
                of: thumbnail, maxBytes: ExtractionLimits().maxPageBytes)
            let number = String(format: "%04d", page.number + 1)
            try write(bytes, to: "page-\(number).jpg", in: folder)
            count += 1
        }
        return count
    }

    private func write(_ bytes: [UInt8], to name: String, in folder: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        } catch {
            throw CommandLineError(
                "The thumbnails cannot be written to '\(folder)'.",
                remedy: "Name a folder of yours with --thumbnails.")
        }
    }
}
