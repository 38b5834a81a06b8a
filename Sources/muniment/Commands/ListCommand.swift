import Hashing
import Ingest
import Storage

/// `muniment list`: the newest documents.
struct ListCommand: Command {
    static let specification = CommandSpecification(
        name: "list",
        summary: "List the newest documents.",
        options: [.value("limit", letter: "n", "N", default: "50", help: "The most to list.")],
        examples: [
            CommandExample(command: "muniment list", explanation: "The newest 50."),
            CommandExample(
                command: "muniment list -n 1000 --json", explanation: "A line of JSON each."),
        ])

    private let arguments: ParsedArguments
    private let limit: Int

    init(_ arguments: ParsedArguments) throws {
        self.arguments = arguments
        limit = try arguments.requiredInteger("limit", in: 1...1_000_000)
    }

    func run(_ terminal: Terminal) throws -> ExitCode {
        let documents = try arguments.openStore().catalog.newest(limit: limit)
        if arguments.flag("json") {
            for document in documents { try terminal.printJSON(DocumentSummary(document)) }
            return .done
        }
        guard !documents.isEmpty else {
            try terminal.print("There are no documents yet. `muniment add FILE` stores one.")
            return .done
        }
        var table = TextTable([
            .init("Document", shrinks: false), .init("Title"), .init("Status", shrinks: false),
            .init("Pages", .right), .init("Added", shrinks: false),
        ])
        for document in documents {
            let version = document.currentVersion
            table.append([
                document.id.text, document.title, version.state.rawValue,
                document.pageCount.map(String.init) ?? "", document.createdAt.day,
            ])
        }
        try terminal.print(table)
        return .done
    }
}

/// A document as `--json` prints it.
struct DocumentSummary: Encodable {
    let document_id: String
    let version_id: String
    let title: String
    let status: String
    @ExplicitNull private(set) var reason: String?
    @ExplicitNull private(set) var pages: Int?
    let size: Int
    let sha256: String
    let versions: Int
    let created_at: String
    let updated_at: String

    init(_ document: Document) {
        let version = document.currentVersion
        document_id = document.id.text
        version_id = version.id.text
        title = document.title
        status = version.state.rawValue
        reason = version.reason
        pages = document.pageCount
        size = version.byteCount
        sha256 = version.digest.hex
        versions = document.versionCount
        created_at = document.createdAt.rfc3339
        updated_at = document.updatedAt.rfc3339
    }
}

extension Timestamp {
    /// The date in UTC, for tables: `2026-01-31`.
    var day: String { String(rfc3339.prefix(10)) }

    /// The time of day in UTC, for tables: `08:00:00`.
    var timeOfDay: String { String(rfc3339.dropFirst(11).prefix(8)) }
}
