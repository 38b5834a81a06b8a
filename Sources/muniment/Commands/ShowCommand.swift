import Hashing
import Ingest
import Storage

/// `muniment show`: one document and its versions.
struct ShowCommand: Command {
    static let specification = CommandSpecification(
        name: "show",
        summary: "Show a document and its versions.",
        positionals: [PositionalArgument("id", help: "A document or version.")],
        examples: [
            CommandExample(
                command: "muniment show doc_01jd4x5m2nf5vs8y0q6h3c9ak7",
                explanation: "Look at one document.")
        ])

    private let arguments: ParsedArguments
    private let name: String

    init(_ arguments: ParsedArguments) throws {
        self.arguments = arguments
        name = arguments.positional("id")
    }

    func run(_ terminal: Terminal) throws -> ExitCode {
        let store = try arguments.openStore()
        let document = try store.catalog.document(named: name)
        let versions = try store.catalog.versions(of: document.id)
        if arguments.flag("json") {
            let summaries = try versions.map { version in
                VersionSummary(
                    version, contentsHash: try store.records.contentsHash(of: version)?.hex)
            }
            try terminal.printJSON(
                DocumentDetails(document: DocumentSummary(document), versions: summaries))
            return .done
        }
        try terminal.print(document.title.printableLine)
        try terminal.print(details(of: document, versions))
        return .done
    }

    private func details(of document: Document, _ versions: [Version]) -> TextTable {
        var table = TextTable([.init("", shrinks: false), .init("")])
        table.append(["Document", document.id.text])
        table.append(["Added", document.createdAt.rfc3339])
        for version in versions {
            table.append(["", ""])
            table.append(["Version \(version.number)", version.id.text])
            table.append(["File", version.fileName])
            table.append(["Size", "\(version.byteCount) bytes"])
            table.append(["SHA-256", version.digest.hex])
            table.append(["Received", version.createdAt.rfc3339])
            table.append(["Status", version.state.rawValue])
            if let reason = version.reason { table.append(["Reason", reason]) }
            if version.id == document.currentVersion.id, let pages = document.pageCount {
                table.append(["Pages", "\(pages)"])
            }
        }
        return table
    }

    private struct DocumentDetails: Encodable {
        let document: DocumentSummary
        let versions: [VersionSummary]
    }

    private struct VersionSummary: Encodable {
        let version_id: String
        let number: Int
        let file_name: String
        let size: Int
        let sha256: String
        @ExplicitNull private(set) var contents_hash: String?
        let created_at: String
        let status: String
        @ExplicitNull private(set) var reason: String?
        @ExplicitNull private(set) var record_id: String?

        init(_ version: Version, contentsHash: String?) {
            version_id = version.id.text
            number = version.number
            file_name = version.fileName
            size = version.byteCount
            sha256 = version.digest.hex
            contents_hash = contentsHash
            created_at = version.createdAt.rfc3339
            status = version.state.rawValue
            reason = version.reason
            record_id = version.recordID
        }
    }
}
