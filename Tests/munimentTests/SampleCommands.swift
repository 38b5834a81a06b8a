@testable import muniment

/// A command with every kind of option, which prints what it was given.
struct SampleAdd: Command {
    static let specification = CommandSpecification(
        name: "add",
        summary: "Store PDF files and read them.",
        discussion: """
            Folders are searched for files that end in .pdf. A file that cannot be \
            stored does not keep the others from it.

            Waits until every file has been read, unless told otherwise.
            """,
        positionals: [
            PositionalArgument(
                "file", .oneOrMore, help: "A PDF file, or a folder of them.", display: "FILE|DIR")
        ],
        options: [
            .value("title", letter: "t", "TITLE", help: "The title of the document."),
            .value(
                "tag", "TAG", help: "A word to find the document by.", isRepeatable: true),
            .flag("no-wait", help: "Return as soon as the files are stored."),
            .value("workers", "N", default: "2", help: "Files that are read at the same time."),
            .value("page-seconds", "TIME", default: "20s", help: "The longest time for a page."),
            .value("max-bytes", "SIZE", default: "100MiB", help: "The largest file."),
            .value(
                "a-rather-long-option-name", "VALUE",
                help: "Shows that a wide term has its help on the lines below it, wrapped."),
            .value("internal", "X", help: "Not shown.", isHidden: true),
        ],
        examples: [
            CommandExample(command: "muniment add contract.pdf", explanation: "Store one file."),
            CommandExample(
                command: "muniment add --no-wait scans/", explanation: "Store a folder."),
        ])

    private let files: [String]
    private let title: String?

    init(_ arguments: ParsedArguments) throws {
        files = arguments.positionals("file")
        title = arguments.string("title")
        _ = try arguments.requiredInteger("workers", in: 1...64)
    }

    func run(_ terminal: Terminal) throws -> ExitCode {
        for file in files {
            if file == "broken" { throw CommandLineError("it broke", remedy: "Mend it.") }
            try terminal.print("\(title ?? "-") \(file)")
        }
        return files.contains("odd") ? .someFailed : .done
    }
}

/// A command with subcommands, one of them meant by default.
struct SampleJobs: Command {
    static let specification = CommandSpecification(
        name: "jobs",
        summary: "Look at the queue and change it.",
        sharedOptions: [.value("tenant", "NAME", help: "Only the jobs of that tenant.")],
        subcommands: [
            CommandSpecification(
                name: "list", summary: "List the jobs.",
                options: [
                    .value("state", "STATE", help: "Only the jobs in that state."),
                    .value("limit", letter: "n", "N", default: "20", help: "The most to list."),
                ]),
            CommandSpecification(
                name: "cancel", summary: "Cancel a job.",
                positionals: [
                    PositionalArgument("id", help: "The job."),
                    PositionalArgument("reason", .optional, help: "Why."),
                ]),
            CommandSpecification(name: "peek", summary: "Not shown.", isHidden: true),
        ],
        defaultSubcommand: "list")

    private let words: [String]

    init(_ arguments: ParsedArguments) throws {
        words = [arguments.subcommand ?? "", arguments.string("tenant") ?? "-"]
    }

    func run(_ terminal: Terminal) throws -> ExitCode {
        try terminal.print(words.joined(separator: " "))
        return .done
    }
}

/// A command whose option hides a global one, with subcommands of which one must be named.
struct SampleKeys: Command {
    static let specification = CommandSpecification(
        name: "keys", summary: "API keys.",
        subcommands: [
            CommandSpecification(
                name: "create", summary: "Make a key.",
                options: [.value("version", "V", help: "The version of the key.")]),
            CommandSpecification(name: "revoke", summary: "Revoke a key."),
        ])

    private let version: String?

    init(_ arguments: ParsedArguments) throws {
        version = arguments.subcommand == "create" ? arguments.string("version") : nil
    }

    func run(_ terminal: Terminal) throws -> ExitCode {
        try terminal.print(version ?? "none")
        return .done
    }
}

/// The root of the sample program as the parser sees it.
func makeSampleRoot() -> CommandSpecification {
    var root = Muniment.specification
    root.options = [.version]
    root.sharedOptions.append(.help)
    root.subcommands = [
        SampleAdd.specification, SampleJobs.specification, SampleKeys.specification,
    ]
    return root
}

func makeSampleProgram() -> Program {
    Program(
        Muniment.specification, version: "0.1.0",
        commands: [SampleAdd.self, SampleJobs.self, SampleKeys.self])
}

/// The arguments of a sample command line, words separated by spaces.
func parseSample(
    _ line: String, environment: [String: String] = [:]
) throws -> ParsedArguments {
    let words = line.split(separator: " ").map(String.init)
    let invocation = try ArgumentParser.parse(
        words, for: makeSampleRoot(), environment: environment)
    guard case .command(let parsed) = invocation else {
        throw CommandLineError("'\(line)' is not a command: \(invocation)")
    }
    return parsed
}

/// The complaint about a sample command line; `nil` when it is accepted.
func sampleError(
    _ line: String, environment: [String: String] = [:],
    reading body: (ParsedArguments) throws -> Void = { _ in }
) -> UsageError? {
    do {
        try body(parseSample(line, environment: environment))
        return nil
    } catch {
        return error as? UsageError
    }
}
