import Foundation
import Hashing
import Ingest

/// The index of page hashes against the flat binary index of FAISS, on the same bits.
struct HammingIndexCase: BenchmarkCase {
    static let name = "hamming-index"
    static let title = "Page hashes near a page hash, beside FAISS"

    private static let narrow = 31
    private static let wide = 96
    /// Queries at the wide radius, where each costs a look at every hash.
    private static let wideQueries = 64
    private static let insertions = 100_000
    /// Documents that are asked about with both hashes of all their pages.
    private static let documents = 50

    init(_ settings: BenchmarkSettings) {}

    func run() throws {
        try measure(.planted(1_000_000, queries: 10_000, radius: Self.narrow))
        try measure(.clustered(1_000_000, queries: 500))
        try measure(.planted(10_000_000, queries: 500, radius: Self.narrow))
    }

    private func measure(_ data: HammingIndexData) throws {
        print("\n\(data.title)\n")
        let index = build(data)
        let scratch = try ScratchFolder()
        try HammingIndexData.write(data.entries.lazy.map { $0.hash }, to: scratch.path + "/hashes")
        try compare(index, data.queries, within: Self.narrow, in: scratch)
        let few = Array(data.queries.prefix(Self.wideQueries))
        try compare(index, few, within: Self.wide, in: scratch)
        insert(into: index, from: data)
        measureQuestion(data)
    }

    /// What a page is really asked about: two hashes of each page, within the default radii.
    private func measureQuestion(_ data: HammingIndexData) {
        let matching = MatchSettings()
        let radii = [matching.plainRadius, matching.momentRadius]
        let indexes = radii.map { radius in
            let index = HammingIndex(searchedWithin: radius)
            index.insert(contentsOf: data.entries)
            return index
        }
        let bytes = indexes.reduce(0) { $0 + $1.byteCount }
        report("two hashes a page, arrays", perPage(bytes, of: data.entries.count))
        for pages in [1, 10] {
            let readings = (0..<Self.documents).map { number in
                let asked = Array(data.queries[number * pages..<(number + 1) * pages])
                return Measurement.seconds {
                    for (index, radius) in zip(indexes, radii) {
                        _ = index.matches(of: asked, within: radius)
                    }
                } * 1_000
            }
            let what = "radii \(radii[0]) and \(radii[1]), a document of \(pages)"
            report(what, Measurement(readings).text("ms", digits: 2))
        }
    }

    private func build(_ data: HammingIndexData) -> HammingIndex {
        let index = HammingIndex()
        let before = Machine.residentBytes
        let seconds = Measurement.seconds { index.insert(contentsOf: data.entries) }
        let grown = Machine.residentBytes - before
        report("built", String(format: "%.2f s", seconds))
        report("arrays", perPage(index.byteCount, of: index.count))
        report("resident set grown by", perPage(grown, of: index.count))
        return index
    }

    private func perPage(_ bytes: Int, of count: Int) -> String {
        String(format: "%.1f bytes a page", Double(bytes) / Double(count))
    }

    /// Times single queries and all at once, ours and theirs, and checks that both
    /// find the same.
    private func compare(
        _ index: HammingIndex, _ queries: [PageHash], within radius: Int,
        in scratch: ScratchFolder
    ) throws {
        var found: [[HammingMatch]] = []
        let readings = queries.map { query in
            Measurement.seconds { found.append(index.matches(of: query, within: radius)) } * 1_000
        }
        let ours = Measurement(readings)
        let together = Measurement.seconds { _ = index.matches(of: queries, within: radius) }
        let theirs = try runPeer(queries, within: radius, in: scratch)
        let verdict = found == theirs.matches ? "the same matches" : "OTHER MATCHES"
        let matchCount = found.reduce(0) { $0 + $1.count }
        report("radius \(radius), median of single queries", text(ours.median))
        report("  95th percentile", text(ours.p95))
        report("  FAISS", text(theirs.singleMilliseconds, overOurs: ours.median))
        let each = together * 1_000 / Double(queries.count)
        report("  \(queries.count) queries at once, a query", text(each))
        report("  FAISS", text(theirs.togetherMilliseconds, overOurs: each))
        report("  FAISS at once to our single", ratio(theirs.togetherMilliseconds, ours.median))
        report("  \(matchCount) matches of \(queries.count) queries", verdict)
    }

    private func text(_ milliseconds: Double) -> String {
        String(format: "%.3f ms", milliseconds)
    }

    private func text(_ theirs: Double, overOurs ours: Double) -> String {
        "\(text(theirs)), \(ratio(theirs, ours))"
    }

    private func ratio(_ theirs: Double, _ ours: Double) -> String {
        String(format: "%.1f ×", theirs / ours)
    }

    /// One at a time, as a worker does; the worst one has paid for filing.
    private func insert(into index: HammingIndex, from data: HammingIndexData) {
        let readings = (0..<Self.insertions).map { number in
            let hash = PageHash(words: ~data.entries[number].hash.words)
            let id = UInt64(data.entries.count + number)
            return Measurement.seconds { index.insert(hash, id: id) } * 1e6
        }
        let mean = readings.reduce(0, +) / Double(readings.count)
        report("\(Self.insertions) insertions, mean", String(format: "%.1f µs", mean))
        report("  median", String(format: "%.1f µs", Measurement(readings).median))
        report("  worst", String(format: "%.1f ms", (readings.max() ?? 0) / 1_000))
    }

}

extension HammingIndexCase {
    /// What FAISS found, in our order, and its times for a query.
    fileprivate struct PeerAnswer {
        let singleMilliseconds: Double
        let togetherMilliseconds: Double
        let matches: [[HammingMatch]]
    }

    private struct PeerLine: Decodable {
        let single_ms: Double
        let together_ms: Double
    }

    private func runPeer(
        _ queries: [PageHash], within radius: Int, in scratch: ScratchFolder
    ) throws -> PeerAnswer {
        let (asked, results) = (scratch.path + "/queries", scratch.path + "/results")
        try HammingIndexData.write(queries, to: asked)
        let run = try Product.run(
            ".build-peers/bin/python",
            ["Benchmarks/peers/hamming_faiss.py", scratch.path + "/hashes", asked]
                + ["\(radius)", results])
        let line = try JSONDecoder().decode(PeerLine.self, from: Data(run.output.utf8))
        return PeerAnswer(
            singleMilliseconds: line.single_ms, togetherMilliseconds: line.together_ms,
            matches: try readMatches(results, queries: queries.count))
    }

    private func readMatches(_ path: String, queries: Int) throws -> [[HammingMatch]] {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        let numbers = data.withUnsafeBytes { Array($0.bindMemory(to: Int64.self)) }
        let labels = numbers.dropFirst(queries)
        let distances = labels.dropFirst(labels.count / 2)
        var (label, distance) = (labels.startIndex, distances.startIndex)
        return numbers.prefix(queries).map { count in
            let matches = (0..<Int(count)).map { offset in
                HammingMatch(
                    id: UInt64(numbers[label + offset]), distance: Int(numbers[distance + offset]))
            }
            label += Int(count)
            distance += Int(count)
            return matches.sorted { ($0.distance, $0.id) < ($1.distance, $1.id) }
        }
    }
}
