internal import Hashing

extension ComparedPage {
    /// A page without a picture is as good as a blank one: no evidence.
    var signatureOrBlank: PageSignature {
        signature
            ?? PageSignature(
                plain: PageHash(words: .zero), moment: PageHash(words: .zero), skew: 0, inkShare: 0)
    }

    /// The bits between the pages' hashes, of 256.
    func distance(to other: ComparedPage) -> Int {
        signatureOrBlank.distance(to: other.signatureOrBlank)
    }

    /// Whether there is nothing on it that tells it from other pages.
    var isBlank: Bool { signatureOrBlank.inkShare < Self.blankInk }

    /// Whether there is so much on it that another page like it must be the same:
    /// covers, letterheads and separating sheets are alike in many documents.
    var isEvidence: Bool {
        guard signatureOrBlank.inkShare >= Self.leastInk else { return false }
        return text.isEmpty || text.split(whereSeparator: \.isWhitespace).count >= Self.leastWords
    }

    private static let blankInk = 0.002
    private static let leastInk = 0.008
    private static let leastWords = 25
}
