import Ingest
import Storage

/// What two documents have in common, for people.
struct ComparisonReport {
    private let a: ComparedSide
    private let b: ComparedSide
    private let finding: DocumentFinding?

    init(_ a: ComparedSide, _ b: ComparedSide, _ finding: DocumentFinding?) {
        self.a = a
        self.b = b
        self.finding = finding
    }

    func print(on terminal: Terminal) throws {
        try terminal.print(sides)
        guard let finding else {
            return try terminal.print("\nThey have no page in common.")
        }
        let verdict = finding.verdictText
        try terminal.print(
            "\n\(verdict.prefix(1).uppercased())\(verdict.dropFirst()), "
                + "score \(ScoreText.of(finding.score)).\n")
        try terminal.print(table(of: PageMap(finding)))
    }

    private var sides: TextTable {
        var table = TextTable([
            .init("", shrinks: false), .init("Version", shrinks: false), .init("Title"),
            .init("File"),
        ])
        for (letter, side) in [("A", a), ("B", b)] {
            table.append([
                letter, side.version?.id.text ?? "not stored", side.title ?? "–", side.fileName,
            ])
        }
        return table
    }

    private func table(of map: PageMap) -> TextTable {
        let runs = PageMapRun.runs(of: map)
        var columns: [TextTable.Column] = [
            .init("A", .right), .init("B", .right), .init("Page", shrinks: false),
            .init("Score", .right),
        ]
        let hasWords = runs.contains(where: \.hasWords)
        if hasWords { columns += [.init("Only in A"), .init("Only in B")] }
        var table = TextTable(columns)
        for run in runs { table.append(run.cells + (hasWords ? run.words : [])) }
        return table
    }
}
