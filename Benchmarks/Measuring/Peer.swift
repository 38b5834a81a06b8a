import Foundation

/// A script of `Benchmarks/peers` that prints its figures as one line of JSON.
struct Peer {
    /// The name of its file.
    let script: String

    /// Runs it to its end and reads its line.
    func run<Figures: Decodable>(_ arguments: [String]) throws -> Figures {
        let run = try Product.run(
            ".build-peers/bin/python", ["Benchmarks/peers/\(script)"] + arguments)
        guard run.exitCode == 0 else { throw BenchmarkFailure("\(script) failed") }
        return try JSONDecoder().decode(Figures.self, from: Data(run.output.utf8))
    }
}
