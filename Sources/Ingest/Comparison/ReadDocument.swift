internal import Hashing

/// A document with its pages' words told apart.
struct ReadDocument {
    let pages: [ReadPage]

    init(_ document: ComparedDocument) {
        pages = document.pages.map(ReadPage.init)
    }
}

/// A page's words and look.
struct ReadPage {
    let words: PageWords
    let signature: PageSignature

    /// Whether its words, if any, were recognized from a picture.
    let isScan: Bool

    /// Pages with less ink than this are blank, as `PageInk` counts it.
    private static let blankInk = 0.002

    /// Letterheads and lines on their own have less than this.
    private static let leastInk = 0.008

    /// Covers and separating sheets have fewer words.
    private static let leastWords = 25

    /// A page without a picture is as good as a blank one: no evidence.
    init(_ page: ComparedPage) {
        words = page.words
        signature =
            page.signature
            ?? PageSignature(
                plain: PageHash(words: .zero), moment: PageHash(words: .zero), skew: 0, inkShare: 0)
        isScan = page.isScan || words.words.isEmpty
    }

    /// The bits between the pages' hashes, of 256.
    func distance(to other: ReadPage) -> Int { signature.distance(to: other.signature) }

    /// Whether there is nothing on it that tells it from other pages.
    var isBlank: Bool { signature.inkShare < Self.blankInk }

    /// Whether there is so much on it that another page like it must be the same.
    var isEvidence: Bool {
        signature.inkShare >= Self.leastInk
            && (words.words.isEmpty || words.words.count >= Self.leastWords)
    }
}
