import Foundation

/// Copies of sample documents, each with bytes of its own.
struct DocumentMix {
    private static let folder = "testdata/documents"
    /// Of one to a dozen pages: born digital, scanned, tagged, of several scripts.
    private static let names = [
        "article-two-columns", "contract-tagged", "form-registration", "invoice-2026-0417",
        "invoice-2026-0418", "letter-right-to-left", "notice-chinese-japanese-korean",
        "price-list", "scan-letter-ocr", "slides-outline",
    ]

    private let originals: [Data]

    init() throws {
        originals = try Self.names.map { name in
            try Data(contentsOf: URL(fileURLWithPath: "\(Self.folder)/\(name).pdf"))
        }
    }

    /// What is in it, in words.
    var description: String {
        let kilobytes = originals.reduce(0) { $0 + $1.count } / originals.count / 1_000
        return "equal parts of \(Self.names.joined(separator: ", ")); \(kilobytes) kB on average"
    }

    /// Writes `count` documents into a folder; a comment behind the end makes each another.
    ///
    /// Returns their paths.
    func write(_ count: Int, to folder: String) throws -> [String] {
        try (0..<count).map { index in
            let path = "\(folder)/\(index).pdf"
            let original = originals[index % originals.count]
            try (original + Data("\n% copy \(index)\n".utf8))
                .write(to: URL(fileURLWithPath: path))
            return path
        }
    }
}
