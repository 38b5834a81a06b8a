public import Hashing

/// A page of a document that is compared.
public struct ComparedPage: Sendable {
    /// A page without a picture is as good as a blank one: no evidence.
    let signature: PageSignature
    /// None for a scan without a text layer.
    let words: PageWords
    /// Whether it has no words, or such as were recognized from a picture.
    let isScan: Bool

    /// Pages with less ink than this are blank, as `PageInk` counts it.
    private static let blankInk = 0.002

    /// Letterheads and lines on their own have less than this.
    private static let leastInk = 0.008

    /// Covers and separating sheets have fewer words, and less ink than pictures.
    private static let leastWords = 25
    private static let pictureInk = 0.06

    /// `signature` is `nil` where the page has no picture; `text` is empty for a scan
    /// without a text layer.
    public init(signature: PageSignature?, text: String, isScan: Bool) {
        self.signature =
            signature
            ?? PageSignature(
                plain: PageHash(words: .zero), moment: PageHash(words: .zero), skew: 0, inkShare: 0)
        words = PageWords(text)
        self.isScan = isScan || words.words.isEmpty
    }

    /// The bits between the pages' hashes, of 256.
    func distance(to other: ComparedPage) -> Int { signature.distance(to: other.signature) }

    /// Whether there is nothing on it that tells it from other pages.
    var isBlank: Bool { signature.inkShare < Self.blankInk }

    /// Whether there is so much on it that another page like it must be the same.
    var isEvidence: Bool {
        signature.inkShare >= Self.leastInk
            && (isScan || words.words.count >= Self.leastWords
                || signature.inkShare >= Self.pictureInk)
    }
}
