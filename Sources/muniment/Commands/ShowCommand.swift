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
                    version, contentsHash: try store.records.contentsHash(of: version)?.hex,
                    duplicates: try store.knownDuplicates(of: version))
            }
            try terminal.printJSON(
                DocumentDetails(document: DocumentSummary(document), versions: summaries))
            return .done
        }
        try terminal.print(document.title.printableLine)
        try terminal.print(details(of: document, versions, in: store))
        return .done
    }

    private func details(
        of document: Document, _ versions: [Version], in store: Store
    ) throws -> TextTable {
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
            if let duplicates = try store.knownDuplicates(of: version) {
                table.append(["Duplicates", Self.text(of: duplicates)])
            }
        }
        return table
    }

    private static func text(of duplicates: DuplicateSummary) -> String {
        guard let best = duplicates.best else { return "none" }
        let likeness = "\(best.verdict.text), score \(ScoreText.of(best.score))"
        return duplicates.count == 1
            ? "\(best.document): \(likeness)"
            : "\(duplicates.count), best \(best.document): \(likeness)"
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
        /// `null` until they were looked for.
        @ExplicitNull private(set) var duplicates: Duplicates?

        init(_ version: Version, contentsHash: String?, duplicates: DuplicateSummary?) {
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
            self.duplicates = duplicates.map(Duplicates.init)
        }

        struct Duplicates: Encodable {
            let count: Int
            @ExplicitNull private(set) var best: Best?

            struct Best: Encodable {
                let document_id: String
                let version_id: String
                let verdict: String
                let score: Double
            }

            init(_ summary: DuplicateSummary) {
                count = summary.count
                best = summary.best.map { best in
                    Best(
                        document_id: best.document.text, version_id: best.version.text,
                        verdict: best.verdict.rawValue, score: best.score)
                }
            }
        }
    }
}
