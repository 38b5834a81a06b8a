import Foundation
import Hashing
import Ingest
import Storage
import Worker

/// Tells a person, or a program, what became of each file.
final class AddReport {
    private let terminal: Terminal
    private let isJSON: Bool
    private let waits: Bool
    /// A single file is counted by its pages.
    private let countsPages: Bool
    private let bar: ProgressBar?
    private let start = ContinuousClock.now
    private var rows: [AddedRow] = []
    private var leftOutCount = 0
    private var pageCount = 0
    private var readerIsGone = false

    /// `waits` when the files are to be read, not only stored.
    init(_ terminal: Terminal, isJSON: Bool, fileCount: Int, waits: Bool) {
        self.terminal = terminal
        self.isJSON = isJSON
        self.waits = waits
        countsPages = waits && fileCount == 1
        bar =
            isJSON
            ? nil
            : ProgressBar(
                waits ? "Reading" : "Storing", total: countsPages ? nil : fileCount,
                unit: .items(countsPages ? "pages" : "files"), on: terminal)
    }

    /// So many files are stored.
    func stored(_ count: Int) {
        if !waits { bar?.update(done: count) }
    }

    /// A file is stored and nobody waits until it is read.
    func unread(_ file: AddedFile, original: Original?) throws {
        try add(
            AddedRow(file, status: VersionState.processing.rawValue, original: original))
    }

    /// A file was not taken; nothing of it is stored.
    func refused(_ path: String, _ error: any ExplainedError) throws {
        let text = [error.message, error.remedy].compactMap { $0 }.joined(separator: " ")
        try add(AddedRow(refused: path, error: text.printableLine))
    }

    /// An interruption came before this file.
    func leftOut(_ path: String) throws {
        leftOutCount += 1
        guard isJSON else { return }
        try output {
            try terminal.printJSON(
                AddedRow(refused: path, error: "Not stored: the command was interrupted."))
        }
    }

    /// Reading has ended, however it did.
    func settled(_ settled: SettledFile, original: Original?) throws {
        pageCount += settled.pageCount ?? 0
        try add(AddedRow(settled, original: original))
    }

    /// How far the files are that are being read; shown on a terminal.
    func progress(_ underway: JobProgress) {
        let pages = pageCount + underway.done
        guard countsPages else {
            bar?.update(label: label(pages), done: rows.count)
            return
        }
        bar?.update(done: pages, total: underway.total)
    }

    /// Prints a line beside the results.
    func note(_ text: String) {
        guard let bar else { return terminal.report(text) }
        bar.interrupt { terminal.report(text) }
    }

    /// Prints the table, or nothing more for programs.
    ///
    /// Throws where an interruption left something undone.
    func finish() throws -> ExitCode {
        bar?.finish()
        if !isJSON {
            try output {
                try terminal.print(table)
                try terminal.print("\n" + summary)
            }
        }
        if let undone { throw undone }
        return rows.contains(where: \.isFailure) ? .someFailed : .done
    }

    private func add(_ row: AddedRow) throws {
        rows.append(row)
        guard let bar else { return try output { try terminal.printJSON(row) } }
        if countsPages {
            bar.update(done: pageCount, total: row.pages)
        } else {
            bar.update(label: label(pageCount), done: rows.count)
        }
        if let error = row.error { note("\(row.file): \(row.status): \(error)") }
        if row.error == nil, let found = row.duplicateText { note("\(row.file): \(found)") }
    }

    /// A reader that has gone away does not keep the files out.
    private func output(_ body: () throws -> Void) throws {
        guard !readerIsGone else { return }
        do {
            try body()
        } catch OutputError.closed {
            readerIsGone = true
        }
    }

    private func label(_ pages: Int) -> String {
        guard waits else { return "Storing" }
        return pages == 0 ? "Reading" : CountText.of(pages, "page")
    }

    private var undone: CommandLineError? {
        guard waits else { return nil }
        let unread = rows.count { $0.status == VersionState.processing.rawValue }
        guard unread + leftOutCount > 0 else { return nil }
        var parts: [String] = []
        if unread > 0 { parts.append("\(CountText.of(unread, "file")) stored but not read") }
        if leftOutCount > 0 { parts.append("\(CountText.of(leftOutCount, "file")) not stored") }
        var remedies: [String] = []
        if unread > 0 { remedies.append("`muniment worker` reads what is stored.") }
        if leftOutCount > 0 { remedies.append("Add the others again.") }
        return CommandLineError(
            "Interrupted: \(parts.joined(separator: ", ")).",
            remedy: remedies.joined(separator: " "))
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
        var sentences = ["\(CountText.of(rows.count, "file")): \(states)."]
        if pageCount > 0 {
            let elapsed = (ContinuousClock.now - start).seconds
            let rate = Int((Double(pageCount) / max(elapsed, 0.001)).rounded())
            sentences.append(
                "\(CountText.of(pageCount, "page")) in "
                    + String(format: "%.1f s, %d a second.", elapsed, rate))
        }
        if duplicateCount > 0 {
            sentences.append(
                "\(CountText.of(duplicateCount, "file")) in another form here already.")
        }
        if !waits { sentences.append("`muniment worker` reads what is stored.") }
        return sentences.joined(separator: " ")
    }

    private var duplicateCount: Int { rows.count { $0.duplicate_of != nil } }

    /// From the best outcome to the worst.
    private var states: String {
        let order: [VersionState] = [.ready, .degraded, .needsPassword, .failed, .processing]
        let names = order.map(\.rawValue) + [AddedRow.refused]
        return names.compactMap { name in
            let count = rows.count { $0.status == name }
            return count == 0 ? nil : "\(count) \(name)"
        }.joined(separator: ", ")
    }
}
