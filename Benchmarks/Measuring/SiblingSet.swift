import Foundation

/// Papers of a few templates of which no two are one document, made by
/// `Benchmarks/duplicates` and kept between runs.
struct SiblingSet {
    private let folder: String

    /// Makes the set in `.build-evalset/`, unless it is there, with at least so many pairs of one
    /// template.
    init(pairs: Int, seed: Int) throws {
        folder = ".build-evalset/siblings-\(pairs)-\(seed)"
        guard !FileManager.default.fileExists(atPath: folder + "/siblings.json") else { return }
        print("Making \(folder)")
        let run = try Product.run(
            EvaluationSet.python,
            [
                "-B", EvaluationSet.scripts + "/make_siblings.py", folder, "--pairs", "\(pairs)",
                "--seed", "\(seed)",
            ])
        guard run.exitCode == 0 else { throw BenchmarkFailure("make_siblings.py failed") }
    }

    /// The paths of all documents, by name; a name begins with the kind.
    func paths() throws -> [String] {
        let documents = folder + "/documents"
        return try FileManager.default.contentsOfDirectory(atPath: documents).sorted()
            .map { "\(documents)/\($0)" }
    }

    /// How many pairs there are of each kind of paper.
    func pairsOfKinds() throws -> [String: Int] {
        let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/siblings.json"))
        return try JSONDecoder().decode([String: Int].self, from: data)
    }
}
