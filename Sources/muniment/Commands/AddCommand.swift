import Foundation
import Ingest
import Storage
import Worker

/// `muniment add`: takes files in and waits until they are read.
struct AddCommand: Command {
    static let specification = CommandSpecification(
        name: "add",
        summary: "Store PDF files and read them.",
        discussion: """
            In folders, all PDFs are taken. A file that is refused does not keep the others out: \
            the exit code is then 3 and each refusal is named. What was acknowledged is safe, \
            even when this command is interrupted; `muniment worker` reads the rest.
            """,
        positionals: [
            PositionalArgument(
                "file", .oneOrMore, help: "A PDF file, or a folder of them.", display: "FILE|DIR")
        ],
        options: [
            .value("title", letter: "t", "TITLE", help: "The title, for a single file."),
            .flag("no-wait", help: "Return as soon as the files are stored."),
            .value("max-bytes", "SIZE", default: "100MiB", help: "A larger file is refused."),
        ] + ReadingOptions.options,
        examples: [
            CommandExample(command: "muniment add contract.pdf", explanation: "Store one file."),
            CommandExample(
                command: "muniment add scans/ --json",
                explanation: "Store a folder, a line of JSON a file."),
            CommandExample(
                command: "muniment add --no-wait inbox/", explanation: "Leave reading to a worker."),
        ])

    private let arguments: ParsedArguments
    private let files: [String]
    private let title: String?
    private let maxBytes: Int
    private let waits: Bool
    private let reading: ReadingOptions

    init(_ arguments: ParsedArguments) throws {
        self.arguments = arguments
        files = InputWalk.files(at: arguments.positionals("file"))
        title = arguments.string("title")
        maxBytes = try arguments.requiredByteCount("max-bytes")
        waits = !arguments.flag("no-wait")
        reading = try ReadingOptions(arguments)
        if title != nil && files.count > 1 {
            throw arguments.error(
                "--title names one document, and there are \(files.count) files.",
                remedy: "Add the files one by one, or without --title.")
        }
    }

    func run(_ terminal: Terminal) throws -> ExitCode {
        guard !files.isEmpty else {
            throw CommandLineError(
                "There is no PDF in what was named.", remedy: "Name a PDF file or another folder.")
        }
        let store = try arguments.openStore(creating: true)
        let report = AddReport(terminal, isJSON: arguments.flag("json"), fileCount: files.count)
        let runner = waits ? reading.makeRunner(for: store, reportingTo: terminal) : nil
        let interruption = runner.map { runner in Interruption { runner.drain() } }
        runner?.start()
        let accepted = try takeIn(store, report)
        if let runner {
            try SettlementWatch(store, accepted).run(whileRunning: runner) {
                try report.settled($0)
            }
            runner.drain()
        }
        withExtendedLifetime(interruption) {}
        return try report.finish()
    }

    private func takeIn(_ store: Store, _ report: AddReport) throws -> [VersionID: AddedFile] {
        var accepted: [VersionID: AddedFile] = [:]
        for path in files {
            do {
                let receipt = try store.intake.add(path: path, title: title, maxBytes: maxBytes)
                let file = AddedFile(path: path, receipt: receipt)
                accepted[receipt.versionID] = file
                try report.accepted(file, isLast: !waits)
            } catch let error as any ExplainedError {
                try report.refused(path, error)
            }
        }
        return accepted
    }
}

/// A file that was acknowledged.
struct AddedFile {
    let path: String
    let receipt: Receipt
}
