import Hashing
import Ingest
import TestSupport

/// A page with a signature of its own and words to compare, without a picture.
struct ComparedPaper {
    var text: String
    var look: UInt64 = 1
    /// How many bits of its look are others.
    var noise = 0
    var ink = 0.05
    var isScan = false

    var page: ComparedPage {
        ComparedPage(signature: signature, text: text, isScan: isScan)
    }

    var signature: PageSignature {
        var random = SeededGenerator(seed: look)
        var words = SIMD4<UInt64>()
        for index in 0..<4 { words[index] = random.next() }
        for bit in 0..<noise { words[bit % 4] ^= 1 << UInt64(bit) }
        let hash = PageHash(words: words)
        return PageSignature(plain: hash, moment: hash, skew: 0, inkShare: ink)
    }

    /// A paper of enough words to be told from others.
    static func letter(_ seed: UInt64, words count: Int = 60, number: String = "") -> ComparedPaper {
        var random = SeededGenerator(seed: seed)
        let words = (0..<count).map { _ in
            String((0..<Int.random(in: 3...9, using: &random)).map { _ in
                Character(Unicode.Scalar(UInt8.random(in: 97...122, using: &random)))
            })
        }
        return ComparedPaper(text: (words + [number]).joined(separator: " "), look: seed)
    }
}

extension ComparedDocument {
    init(_ papers: [ComparedPaper]) {
        self.init(digest: Digest(bytes: Self.unlikeAnyOther()), pages: papers.map(\.page))
    }

    private static func unlikeAnyOther() -> [UInt8] {
        (0..<32).map { _ in UInt8.random(in: 0...255) }
    }
}

extension ComparedPaper {
    var words: [String] { text.split(separator: " ").map(String.init) }
}

extension ComparedDocument {
    /// What the other document is to this one.
    func finding(
        _ other: ComparedDocument, pictures: DocumentComparison.Pictures = { _, _ in nil }
    ) throws -> DocumentFinding? {
        try DocumentComparison.finding(self, other, pictures: pictures)
    }
}

extension [ComparedPaper] {
    func finding(
        _ others: [ComparedPaper], pictures: DocumentComparison.Pictures = { _, _ in nil }
    ) throws -> DocumentFinding? {
        try ComparedDocument(self).finding(ComparedDocument(others), pictures: pictures)
    }
}
