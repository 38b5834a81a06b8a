import Foundation
import Hashing
import Ingest
import Storage

/// Tells a person, or a program, what became of each file.
final class AddReport {
    private let terminal: Terminal
    private let isJSON: Bool
    private let bar: ProgressBar?
    private let start = ContinuousClock.now
    private var rows: [Row] = []
    private var pageCount = 0

    /// What became of a file, as `--json` prints it.
    struct Row: Encodable {
        let file: String
        var document_id: String?
        var version_id: String?
        var sha256: String?
        var size: Int?
        var received_at: String?
        let status: String
        var pages: Int?
        var error: String?

        /// Whether it counts as failed for the exit code.
        var isFailure: Bool { status == "refused" || status == VersionState.failed.rawValue }
    }

    init(_ terminal: Terminal, isJSON: Bool, fileCount: Int) {
        self.terminal = terminal
        self.isJSON = isJSON
        bar =
            isJSON
            ? nil
            : ProgressBar("Reading", total: fileCount, unit: .items("documents"), on: terminal)
    }

    /// A file is stored; `isLast` when nothing more will be said of it.
    func accepted(_ file: AddedFile, isLast: Bool) throws {
        if isLast { try add(Row(file, status: VersionState.processing.rawValue)) }
    }

    func refused(_ path: String, _ error: any ExplainedError) throws {
        var row = Row(file: path, status: "refused")
        row.error = [error.message, error.remedy].compactMap { $0 }.joined(separator: " ")
        try add(row)
    }

    func settled(_ settled: SettledFile) throws {
        var row = Row(settled.file, status: settled.version.state.rawValue)
        row.pages = settled.pageCount
        row.error = settled.version.reason
        pageCount += settled.pageCount ?? 0
        try add(row)
    }

    /// Prints the table, or nothing more for programs.
    func finish() throws -> ExitCode {
        bar?.finish()
        if !isJSON {
            try terminal.print(table)
            try terminal.print(summary)
        }
        return rows.contains(where: \.isFailure) ? .someFailed : .done
    }

    private func add(_ row: Row) throws {
        rows.append(row)
        guard let bar else { return try terminal.printJSON(row) }
        bar.update(
            label: pageCount == 0 ? "Reading" : "Reading, \(pageCount) pages", done: rows.count)
        if let error = row.error {
            bar.interrupt { terminal.report("\(row.file): \(row.status): \(error)") }
        }
    }

    private var table: TextTable {
        var table = TextTable([
            .init("File"), .init("Status", shrinks: false), .init("Pages", .right),
            .init("Size", .right), .init("Document", shrinks: false),
        ])
        for row in rows.sorted(by: { $0.file < $1.file }) {
            table.append([
                (row.file as NSString).lastPathComponent, row.status,
                row.pages.map(String.init) ?? "", row.size.map(ByteCountText.short) ?? "",
                row.document_id ?? "",
            ])
        }
        return table
    }

    private var summary: String {
        let elapsed = (ContinuousClock.now - start).seconds
        var counts: [(String, Int)] = []
        for row in rows.sorted(by: { $0.status < $1.status }) {
            if counts.last?.0 == row.status {
                counts[counts.count - 1].1 += 1
            } else {
                counts.append((row.status, 1))
            }
        }
        let states = counts.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
        let rate = Int((Double(pageCount) / max(elapsed, 0.001)).rounded())
        return "\n\(rows.count) files: \(states). \(pageCount) pages in "
            + String(format: "%.1f s, %d pages/s.", elapsed, rate)
    }
}

extension AddReport.Row {
    fileprivate init(_ file: AddedFile, status: String) {
        self.init(file: file.path, status: status)
        document_id = file.receipt.documentID.text
        version_id = file.receipt.versionID.text
        sha256 = file.receipt.digest.hex
        size = file.receipt.byteCount
        received_at = file.receipt.receivedAt.rfc3339
    }
}
