import Foundation
import Ingest
import Storage
import Worker

/// How rightly duplicates are told from what only looks like them.
struct DuplicatesCase: BenchmarkCase {
    static let name = "duplicates"
    static let title = "Duplicates in a set of known ones, beside hashes of pages and of texts"

    private static let peers = [
        Peer(script: "duplicates_page_hashes.py"), Peer(script: "duplicates_text_minhash.py"),
    ]

    /// The change that makes another document of the same words: where it counts neither
    /// way, methods that cannot know of it lose nothing.
    private static let edited = "edited"

    private let settings: BenchmarkSettings

    init(_ settings: BenchmarkSettings) {
        self.settings = settings
    }

    /// All documents are added by the program, which looks for duplicates on arrival; then
    /// every version is asked for its matches. A pair's score is the better of both answers.
    func run() throws {
        let set = try EvaluationSet(originals: settings.originals, seed: settings.seed)
        let scratch = try ScratchFolder()
        let scores = scratch.path + "/scores"
        try add(set.paths(), to: scratch.path + "/data")
        try writeScores(of: scratch.path + "/data", to: scores)
        let threshold = DocumentFinding.threshold
        let figures = try set.judge(scores, threshold: threshold, apart: Self.edited)
        show("ours", figures)
        show("ours, edited words as duplicates", try set.judge(scores, threshold: threshold))
        showKinds(figures, beside: try set.judge(scores, apart: Self.edited))
        for peer in Self.peers { try show(peer, on: set, in: scratch) }
        if settings.siblings > 0 { try judgeSiblings() }
    }

    private func add(_ paths: [String], to data: String) throws {
        let run = try Product.run(Product.path, ["add", "--json", "--data", data] + paths)
        guard run.exitCode == 0 else { throw BenchmarkFailure("muniment add failed") }
        let count = run.output.split(separator: "\n").count
        report("\(count) documents added and matched", String(format: "%.1f s", run.seconds))
    }

    /// Writes a line for each answer.
    private func writeScores(of data: String, to path: String) throws {
        let store = try Store(folder: data, creating: false)
        let search = DuplicateSearch(store: store, helpers: Self.helpers())
        var lines = Data()
        for document in try store.catalog.newest(limit: .max) {
            for match in try search.matches(of: document.currentVersion) {
                let line = ScoredPair(
                    a: Self.name(of: document.currentVersion), b: Self.name(of: match.version),
                    score: match.finding.score, verdict: match.finding.verdict)
                lines.append(try JSONEncoder().encode(line) + Data("\n".utf8))
            }
        }
        try lines.write(to: URL(fileURLWithPath: path))
    }

    static func helpers() -> HelperPool {
        HelperPool(
            HelperProcess.Executable(
                path: Product.path, arguments: [ExtractionHelper.subcommand]),
            maxPayload: ExtractionLimits().maxPageBytes, maxWarm: 2)
    }

    private struct ScoredPair: Codable {
        let a: String
        let b: String
        let score: Double
        let verdict: DuplicateVerdict

        var names: Set<String> { [a, b] }
    }

    private static func name(of version: Version) -> String {
        String(version.fileName.dropLast(".pdf".count))
    }
}

// MARK: - Siblings

extension DuplicatesCase {
    /// Counts the papers of one template that are taken for one document, of every kind.
    private func judgeSiblings() throws {
        let set = try SiblingSet(pairs: settings.siblings, seed: settings.seed)
        let scratch = try ScratchFolder()
        try add(set.paths(), to: scratch.path + "/data")
        try writeScores(of: scratch.path + "/data", to: scratch.path + "/scores")
        let answers = try String(contentsOfFile: scratch.path + "/scores", encoding: .utf8)
            .split(separator: "\n")
            .map { try JSONDecoder().decode(ScoredPair.self, from: Data($0.utf8)) }
        print("\npairs of one template, taken at \(DocumentFinding.threshold), greatest score\n")
        for (kind, pairs) in try set.pairsOfKinds().sorted(by: { $0.key < $1.key }) {
            let own = answers.filter { $0.a.hasPrefix(kind) && $0.b.hasPrefix(kind) }
            let taken = Set(own.filter { $0.score >= DocumentFinding.threshold }.map(\.names))
            let greatest = own.map(\.score).max() ?? 0
            report(kind, "\(taken.count) of \(pairs), \(String(format: "%.3f", greatest))")
        }
    }
}

// MARK: - Figures

extension DuplicatesCase {
    private func show(_ peer: Peer, on set: EvaluationSet, in scratch: ScratchFolder) throws {
        let files: [String: String] = try peer.run([set.folder, scratch.path + "/peer"])
        for (method, scores) in files.sorted(by: { $0.key < $1.key }) {
            show(method, try set.judge(scores, apart: Self.edited))
        }
    }

    private func show(_ method: String, _ figures: DuplicateFigures) {
        print("\n\(method): \(figures.positives) positive, \(figures.negatives) negative pairs\n")
        report("average precision", digits(figures.average_precision))
        report("recall at 99 % precision", digits(figures.recall_at_99_precision))
        let cut = "at " + digits(figures.threshold)
        report("\(cut): recall", digits(figures.recall))
        report("  precision", digits(figures.precision))
        report("  precision against hard negatives", digits(figures.precision_against_hard))
        report("  false: hard, others", "\(figures.false_hard), \(figures.false_others)")
    }

    private func showKinds(_ atDefault: DuplicateFigures, beside best: DuplicateFigures) {
        let cuts = "\(digits(atDefault.threshold)) and at \(digits(best.threshold))"
        print("\nrecall by change, at \(cuts)\n")
        show(atDefault.by_change, beside: best.by_change)
        print("\nhard negatives taken, at \(cuts)\n")
        show(atDefault.by_reason, beside: best.by_reason)
        print("\nverdicts by change\n")
        for (change, verdicts) in atDefault.verdicts_by_change.sorted(by: { $0.key < $1.key }) {
            let counts = verdicts.sorted { $0.value > $1.value }.map { "\($0.value) \($0.key)" }
            report(change, counts.joined(separator: ", "))
        }
    }

    private func show(
        _ kinds: [String: DuplicateFigures.Kind], beside best: [String: DuplicateFigures.Kind]
    ) {
        for (kind, figure) in kinds.sorted(by: { $0.key < $1.key }) {
            report(kind, "\(figure.text); \(best[kind]?.text ?? "")")
        }
    }

    private func digits(_ share: Double) -> String { String(format: "%.4f", share) }
}
