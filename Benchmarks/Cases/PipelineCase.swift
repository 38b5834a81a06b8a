import Foundation

/// The whole way of a document against what people glue together in Python.
struct PipelineCase: BenchmarkCase {
    static let name = "pipeline"
    static let title = "Pages per second from add to ready, beside two Python pipelines"

    private let settings: BenchmarkSettings

    private static let peers = [
        Peer(script: "pages_pdftotext_imagehash.py"), Peer(script: "pages_pymupdf.py"),
    ]

    init(_ settings: BenchmarkSettings) {
        self.settings = settings
    }

    /// All in turn in each round, so that a drift of the machine meets all. Ours is
    /// the whole process, start and durable commit included; a peer's start and
    /// imports are not counted.
    func run() throws {
        var ours: [Double] = []
        var theirs: [[Double]] = Self.peers.map { _ in [] }
        for _ in 0..<settings.rounds {
            ours.append(try pagesPerSecond())
            for (index, peer) in Self.peers.enumerated() {
                theirs[index].append(try pagesPerSecond(of: peer))
            }
        }
        report("muniment add", Measurement(ours).text("pages/s"))
        for (peer, readings) in zip(Self.peers, theirs) {
            report(peer.script, Measurement(readings).text("pages/s"))
            let ratios = zip(ours, readings).map { $0 / $1 }
            report("  ours to theirs, round by round", Measurement(ratios).text("×", digits: 2))
        }
    }

    private func pagesPerSecond() throws -> Double {
        let scratch = try ScratchFolder()
        let run = try Product.run(
            Product.path, ["add", "--json", "--data", scratch.path + "/data"] + settings.files)
        let pages = try run.output.split(separator: "\n").reduce(0) { sum, line in
            sum + (try JSONDecoder().decode(Line.self, from: Data(line.utf8)).pages ?? 0)
        }
        return Double(pages) / run.seconds
    }

    private func pagesPerSecond(of peer: Peer) throws -> Double {
        let line: PeerLine = try peer.run(settings.files)
        return line.pages_per_second
    }

    private struct Line: Decodable {
        let pages: Int?
    }

    private struct PeerLine: Decodable {
        let pages_per_second: Double
    }
}
