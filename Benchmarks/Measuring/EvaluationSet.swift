import Foundation

/// Documents with known duplicates, made by `Benchmarks/duplicates` and kept between runs.
struct EvaluationSet {
    let folder: String

    var documents: String { folder + "/documents" }

    /// Makes the set in `.build-evalset/`, unless it is there.
    init(originals: Int, seed: Int) throws {
        folder = ".build-evalset/\(originals)-\(seed)"
        guard !FileManager.default.fileExists(atPath: folder + "/pairs.json") else { return }
        print("Making \(folder)")
        let run = try Product.run(
            Self.python,
            [
                "-B", Self.scripts + "/make_set.py", folder, "--originals", "\(originals)",
                "--seed", "\(seed)",
            ])
        guard run.exitCode == 0 else { throw BenchmarkFailure("make_set.py failed") }
        print(run.output)
    }

    static let scripts = "Benchmarks/duplicates"
    static let python = ".build-peers/bin/python"

    /// The paths of all documents, by name.
    func paths() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: documents).sorted()
            .map { "\(documents)/\($0)" }
    }

    /// Judges a file of scored pairs.
    ///
    /// Without a threshold, figures that need one are taken at the least one with 99 %
    /// precision. Pairs of the change `apart` count neither way.
    func judge(
        _ scores: String, threshold: Double? = nil, apart: String? = nil
    ) throws -> DuplicateFigures {
        var arguments = ["-B", Self.scripts + "/evaluate.py", folder, scores]
        if let threshold { arguments += ["--threshold", "\(threshold)"] }
        if let apart { arguments += ["--apart", apart] }
        let run = try Product.run(Self.python, arguments)
        guard run.exitCode == 0 else { throw BenchmarkFailure("evaluate.py failed") }
        return try JSONDecoder().decode(DuplicateFigures.self, from: Data(run.output.utf8))
    }
}

/// What `evaluate.py` prints.
struct DuplicateFigures: Decodable {
    let positives: Int
    let negatives: Int
    let average_precision: Double
    let recall_at_99_precision: Double
    let threshold: Double
    let recall: Double
    let precision: Double
    let precision_against_hard: Double
    let false_hard: Int
    let false_others: Int
    let by_change: [String: Kind]
    let by_reason: [String: Kind]
    /// How often each verdict was given for each change.
    let verdicts_by_change: [String: [String: Int]]

    /// The pairs of one change or reason, and how many of them reach the threshold.
    struct Kind: Decodable {
        let pairs: Int
        let taken: Int

        var text: String {
            let share = Double(taken) / Double(max(1, pairs))
            return String(format: "%.3f", share) + " of \(pairs)"
        }
    }
}
