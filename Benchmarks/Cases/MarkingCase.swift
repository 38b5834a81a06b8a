import Foundation
import Hashing
import Ingest
import PDF
import Storage
import Worker

/// Marked copies beside what others make of the same book.
struct MarkingCase: BenchmarkCase {
    static let name = "marking"
    static let title = "A mark on every page of a book, and of every document of a folder"

    private static let pages = 500
    private static let mark = PageMark(lines: ["Ada Lovelace"], position: .diagonal)

    private let rounds: Int
    private let book: String
    private let folder: String

    init(_ settings: BenchmarkSettings) {
        rounds = settings.rounds
        book = settings.files[0]
        folder = settings.folder
    }

    func run() throws {
        let shop = try CopyShop()
        // First, since the greatest memory is that of all that ended.
        try burned(shop)
        try vector(shop)
        try MarkedFolder(folder, shop: shop).run()
    }

    /// All three in turn, so that they share whatever else the machine does.
    private func vector(_ shop: CopyShop) throws {
        let digest = try shop.add(book)
        let sheet = shop.scratch.path + "/mark.pdf"
        let drawing = try MarkSheet.draw(Self.mark, on: [.letter])
        try Data(drawing.bytes).write(to: URL(fileURLWithPath: sheet))
        var (own, overlay, loop): ([Double], [Double], [Double]) = ([], [], [])
        for _ in 0..<rounds {
            own.append(
                try Measurement.seconds {
                    _ = try shop.maker.make(of: digest, mark: Self.mark, kind: .vector)
                })
            overlay.append(try self.overlay(sheet, shop))
            loop.append(try self.loop(shop))
        }
        let copy = try shop.maker.make(of: digest, mark: Self.mark, kind: .vector)
        report("vector copy, checked and stored", Measurement(own).text("s", digits: 2))
        report("qpdf --overlay", Measurement(overlay).text("s", digits: 2))
        report("PyMuPDF insert_text", Measurement(loop).text("s", digits: 2))
        report(
            "times as fast as qpdf, as PyMuPDF",
            String(
                format: "%.1f, %.1f", Measurement(overlay).median / Measurement(own).median,
                Measurement(loop).median / Measurement(own).median))
        let original = try shop.blobs.byteCount(of: digest) ?? 1
        report(
            "larger than the book of \(copy.pageCount) pages",
            String(
                format: "%.2f %% with the mark's %d bytes",
                Double(copy.byteCount - original) / Double(original) * 100, drawing.bytes.count))
    }

    private func overlay(_ sheet: String, _ shop: CopyShop) throws -> Double {
        let run = try Product.run(
            "qpdf",
            [
                "--warning-exit-0", "--overlay", sheet, "--from=", "--repeat=1", "--", book,
                shop.scratch.path + "/overlay.pdf",
            ])
        guard run.exitCode == 0 else { throw BenchmarkFailure("qpdf --overlay failed") }
        return run.seconds
    }

    private func loop(_ shop: CopyShop) throws -> Double {
        struct Figures: Decodable {
            let seconds: Double
        }
        let figures: Figures = try Peer(script: "marking_pymupdf.py").run(
            [book, shop.scratch.path + "/loop.pdf"])
        return figures.seconds
    }

    private func burned(_ shop: CopyShop) throws {
        let long = shop.scratch.path + "/long.pdf"
        let count = try PDFDocument(bytes: Array(Data(contentsOf: URL(fileURLWithPath: book))))
            .facts.pageCount
        let times = (Self.pages + count - 1) / count
        let parts = (0..<times).flatMap { part in
            [book, "1-\(min(count, Self.pages - part * count))"]
        }
        let run = try Product.run(
            "qpdf", ["--warning-exit-0", "--empty", "--pages"] + parts + ["--", long])
        guard run.exitCode == 0 else { throw BenchmarkFailure("qpdf --pages failed") }
        let digest = try shop.add(long)
        var copy: MarkedCopy?
        let seconds = try Measurement.seconds {
            copy = try shop.maker.make(of: digest, mark: Self.mark, kind: .burned(dpi: 150))
        }
        report(
            "burned, \(copy?.pageCount ?? 0) pages at 150 dpi", String(format: "%.1f s", seconds))
        report("bytes of it", "\((copy?.byteCount ?? 0) >> 20) MiB")
        report(
            "memory: two helpers at their peak, and this process",
            String(format: "%.0f MiB", 2 * ProcessTime.peakOfEndedChildren() + shop.ownMiB))
    }
}
