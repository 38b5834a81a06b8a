import Foundation
import Hashing
import Ingest
import PDF
import Storage

/// What it costs to find duplicates: a page, a pair of pages, a question.
struct DuplicateCostsCase: BenchmarkCase {
    static let name = "duplicate-costs"
    static let title = "Milliseconds for a page, a pair of pages, and a question about duplicates"

    private static let pages = 300
    private static let pairs = 150
    private static let documents = 50_000
    private static let questions = 200
    /// Of questions that need the index, which take longer.
    private static let searches = 20

    private let settings: BenchmarkSettings

    init(_ settings: BenchmarkSettings) {
        self.settings = settings
    }

    func run() throws {
        let set = try EvaluationSet(originals: settings.originals, seed: settings.seed)
        let paths = try set.paths()
        try measureSignatures(paths)
        let copies = paths.filter { $0.contains("--") }.map {
            ($0.components(separatedBy: "--")[0] + ".pdf", $0)
        }
        try measureComparisons("of a page and its copy", Self.sample(copies, Self.pairs))
        let originals = paths.filter { !$0.contains("--") }
        let neighbours = Array(zip(originals, originals.dropFirst()))
        try measureComparisons("of neighbours by name", Self.sample(neighbours, Self.pairs))
        try measureQuestions(set)
    }

    /// At most `count`, spread over all, the same in every run.
    private static func sample<Element>(_ all: [Element], _ count: Int) -> [Element] {
        let step = max(1, all.count / count)
        return stride(from: 0, to: all.count, by: step).prefix(count).map { all[$0] }
    }

    // MARK: - Pages, in processor time: each is the work of one thread

    private func measureSignatures(_ paths: [String]) throws {
        let pictures = try Self.sample(paths, Self.pages).map { path in
            try Luma(path: path, side: PageSignature.rasterSide)
        }
        let readings = pictures.map { picture in
            Measurement.processorSeconds {
                _ = PageSignature(
                    luma: picture.values, width: picture.width, height: picture.height)
            } * 1_000
        }
        show("\(readings.count) signatures, after rendering", readings)
    }

    private func measureComparisons(_ what: String, _ pairs: [(String, String)]) throws {
        var preparing: [Double] = []
        var comparing: [Double] = []
        for (first, second) in pairs {
            let pictures = try [first, second].map {
                try Luma(path: $0, side: PreparedPage.rasterSide)
            }
            var pages: [PreparedPage] = []
            for picture in pictures {
                preparing.append(
                    Measurement.processorSeconds { pages.append(picture.prepared) } * 1_000)
            }
            comparing.append(
                Measurement.processorSeconds { _ = PageComparison(pages[0], pages[1]) } * 1_000)
        }
        print("\n\(pairs.count) comparisons \(what)\n")
        show("a page made ready, once", preparing)
        show("two of them compared", comparing)
        let whole = comparing.enumerated().map { number, seconds in
            seconds + preparing[2 * number] + preparing[2 * number + 1]
        }
        show("all of it, a pair", whole)
    }

    private func show(_ what: String, _ times: [Product.Time]) {
        show(what, times.map(\.whole))
        show("    in processor time", times.map(\.processor))
    }

    private func show(_ what: String, _ readings: [Double]) {
        let measurement = Measurement(readings)
        report(what, measurement.text("ms", digits: 2))
        report("  95th percentile", String(format: "%.2f ms", measurement.p95))
    }

    /// The first page of a file in grey.
    private struct Luma {
        let values: [UInt8]
        let width: Int
        let height: Int

        init(path: String, side: Int) throws {
            var limits = ReadingLimits()
            limits.rasterSide = side
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
            let page = try PDFDocument(bytes: bytes, limits: limits).readPage(at: 0)
            guard let raster = page.raster else { throw BenchmarkFailure("no picture of \(path)") }
            values = try RasterEncoder().encode(raster).luma
            width = raster.width
            height = raster.height
        }

        var prepared: PreparedPage { PreparedPage(luma: values, width: width, height: height) }
    }

    // MARK: - Questions

    /// The whole process `muniment duplicates`, its start alone, and the same question in
    /// this process, which is the rows and their decoding.
    private func measureQuestions(_ set: EvaluationSet) throws {
        let scratch = try ScratchFolder()
        let data = scratch.path + "/data"
        let store = try CopiedStore(data, of: try Self.templates(in: set))
        try store.grow(to: Self.documents)
        print("\nduplicates of one of \(store.documentCount) documents\n")
        let asked = Self.sample(store.versions, Self.questions)
        let search = DuplicateSearch(store: store.store, helpers: DuplicatesCase.helpers())
        var matches = 0
        let inside = try asked.map { id in
            let version = try store.store.catalog.version(named: id.text)
            let body = { matches += try search.matches(of: version).count }
            var processor = 0.0
            let whole = try Measurement.seconds {
                processor = try Measurement.processorSeconds(body)
            }
            return Product.Time(whole: whole * 1_000, processor: processor * 1_000)
        }
        let outside = try asked.map { try ask($0.text, data) }
        let starts = try asked.prefix(40).map { _ in try Product.time(["--version"]) }
        report("answers to a question, mean", "\(matches / asked.count)")
        show("muniment duplicates, whole process", outside)
        show("  of which the start of a process", starts)
        show("  of which rows and their decoding", inside)
        let strangers = try set.paths().filter { $0.contains("report-0") }
        let files = try Self.sample(strangers, Self.searches).map { try ask($0, data) }
        show("of a file that is not stored", files)
        let forgotten = try store.forgetMatchesOfOriginals()
        let searched = try Self.sample(forgotten, Self.searches).map { try ask($0, data) }
        show("of a version that none was looked for", searched)
    }

    private func ask(_ name: String, _ data: String) throws -> Product.Time {
        try Product.time(["duplicates", name, "--json", "--data", data])
    }

    /// A family of each of some kinds, with all copies.
    private static func templates(in set: EvaluationSet) throws -> [String] {
        let families = ["invoice-00", "letter-00", "contract-00", "form-00"]
        return try set.paths().filter { path in
            families.contains { path.hasPrefix("\(set.documents)/\($0)") }
        }
    }
}
