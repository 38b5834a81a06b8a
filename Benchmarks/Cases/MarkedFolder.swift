import Foundation
import Hashing
import Ingest
import PDF

/// Copies every readable document of a folder and has others look at the copies.
struct MarkedFolder {
    /// A page may differ from the original outside the mark by so much on average, of 255.
    static let bounds: [CopyKind: Double] = [.vector: 0.01, .burned(dpi: 150): 12]

    private static let word = "MunimentMark7"
    private static let mark = PageMark(
        lines: [word], position: .footer, opacity: 1,
        color: RGBColor(red: 200, green: 0, blue: 0))

    private let folder: String
    private let shop: CopyShop

    init(_ folder: String, shop: CopyShop) {
        self.folder = folder
        self.shop = shop
    }

    /// What `marking_check.py` finds of a pair.
    private struct Finding: Decodable {
        let pages: Int
        let sameSizes: Bool
        let words: Int
        let otherWords: Int?
        let difference: Double?
        let unmarked: Int?
    }

    func run() throws {
        for kind in [CopyKind.vector, .burned(dpi: 150)] { try run(kind) }
    }

    private func run(_ kind: CopyKind) throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".pdf") }.sorted()
        var tally = Tally()
        for file in files {
            do {
                try look(at: file, kind, &tally)
            } catch let error as CopyError {
                tally.refused.append("\(file): \(error.code.rawValue)")
            }
        }
        try tally.report(kind, of: files.count)
    }

    private func look(at file: String, _ kind: CopyKind, _ tally: inout Tally) throws {
        let original = folder + "/" + file
        let copy = shop.scratch.path + "/copy.pdf"
        let made = try shop.maker.make(of: shop.add(original), mark: Self.mark, kind: kind)
        try shop.export(made.digest, to: copy)
        let findings: [Finding] = try Peer(script: "marking_check.py").run(
            [Self.word, original, copy])
        tally.copied += 1
        tally.substituted += made.substitutedPages.count
        if made.kind != kind { tally.fallbacks.append(file) }
        for finding in findings {
            tally.pages += finding.pages
            tally.words += finding.words
            tally.otherWords += finding.otherWords ?? 0
            if !finding.sameSizes { tally.otherSizes.append(file) }
            if finding.otherWords.map({ $0 > 0 }) == true {
                tally.otherTexts.append("\(file) \(finding.otherWords ?? 0)/\(finding.words)")
            }
            if finding.unmarked.map({ $0 > 0 }) == true { tally.unmarked.append(file) }
            guard let difference = finding.difference else {
                tally.undrawn.append(file)
                continue
            }
            tally.largest = max(tally.largest, difference)
            if difference > Self.bounds[kind, default: 0] {
                tally.different.append(String(format: "%@ %.2f", file, difference))
            }
        }
    }

    /// What came of all documents.
    private struct Tally {
        var (copied, pages, words, otherWords, substituted) = (0, 0, 0, 0, 0)
        var largest = 0.0
        var refused: [String] = []
        var fallbacks: [String] = []
        var otherSizes: [String] = []
        var otherTexts: [String] = []
        var unmarked: [String] = []
        var undrawn: [String] = []
        var different: [String] = []

        func report(_ kind: CopyKind, of count: Int) throws {
            print("\n  \(kind): \(copied) of \(count) documents copied, \(pages) pages")
            line("refused", refused)
            line("burned instead", fallbacks)
            line("other pages or sizes", otherSizes)
            line("other words: \(otherWords) of \(words)", otherTexts)
            line("pages without a visible mark", unmarked)
            line("not drawn by the other program", undrawn)
            let bound = MarkedFolder.bounds[kind, default: 0]
            line(String(format: "differ by more than %.2f of 255", bound), different)
            row("largest difference outside the mark", String(format: "%.3f of 255", largest))
            row("substituted pages", "\(substituted)")
        }

        private func line(_ what: String, _ files: [String]) {
            row(what, "\(files.count) \(files.joined(separator: ", "))")
        }
    }
}

/// A row of a result, where `report` means something else.
private func row(_ what: String, _ figure: String) {
    report(what, figure)
}
