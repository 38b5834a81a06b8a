import Ingest
import Storage

/// What was found, for people: duplicates first, then what only looks alike.
struct DuplicateTables {
    private let duplicates: [DuplicateMatch]
    private let lookalikes: [DuplicateMatch]

    init(_ matches: [DuplicateMatch], threshold: Double) {
        duplicates = matches.filter { $0.finding.isDuplicate(from: threshold) }
        lookalikes = matches.filter { !$0.finding.isDuplicate(from: threshold) }
    }

    func print(on terminal: Terminal) throws {
        if duplicates.isEmpty {
            try terminal.print("No other form of it is in the store.")
        } else {
            try terminal.print(duplicateTable)
        }
        guard !lookalikes.isEmpty else { return }
        try terminal.print("\nLooks alike, but is another document")
        try terminal.print(lookalikeTable)
    }

    private var duplicateTable: TextTable {
        var table = TextTable(Self.columns)
        for match in duplicates { table.append(Self.cells(match)) }
        return table
    }

    private var lookalikeTable: TextTable {
        var table = TextTable(Self.columns + [.init("Only here"), .init("Only there")])
        for match in lookalikes {
            let finding = match.finding
            table.append(
                Self.cells(match) + [WordsText.of(finding.wordsA), WordsText.of(finding.wordsB)])
        }
        return table
    }

    private static let columns: [TextTable.Column] = [
        .init("Document", shrinks: false), .init("Title"), .init("Verdict", shrinks: false),
        .init("Score", .right), .init("Pages", .right),
    ]

    private static func cells(_ match: DuplicateMatch) -> [String] {
        [
            match.document.id.text, match.document.title, match.finding.verdictText,
            ScoreText.of(match.finding.score), "\(match.finding.pages.count)",
        ]
    }
}
