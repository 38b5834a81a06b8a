import Foundation

/// `wrk`, which asks for one address as fast as it is answered.
struct LoadGenerator {
    let connections: Int
    let seconds: Int

    struct Figures {
        let perSecond: Double
        /// In milliseconds.
        let p99: Double
    }

    func run(_ url: String, headers: [String]) throws -> Figures {
        let run = try Product.run(
            "wrk",
            ["-t2", "-c\(connections)", "-d\(seconds)s", "--latency"]
                + headers.flatMap { ["-H", $0] } + [url])
        let words = run.output.split(whereSeparator: \.isWhitespace)
        guard run.exitCode == 0, !run.output.contains("Non-2xx"),
            let rate = Self.word(after: "Requests/sec:", in: words).flatMap(Double.init),
            let p99 = Self.word(after: "99%", in: words).flatMap(Self.milliseconds)
        else { throw BenchmarkFailure("wrk: \(run.output)") }
        return Figures(perSecond: rate, p99: p99)
    }

    private static func word(after name: String, in words: [Substring]) -> String? {
        guard let index = words.firstIndex(of: Substring(name)), index + 1 < words.count else {
            return nil
        }
        return String(words[index + 1])
    }

    /// Reads `740.00us`, `1.20ms` or `1.02s`.
    private static func milliseconds(_ text: String) -> Double? {
        for (unit, factor) in [("us", 0.001), ("ms", 1), ("s", 1_000)] where text.hasSuffix(unit) {
            return Double(text.dropLast(unit.count)).map { $0 * factor }
        }
        return nil
    }
}
