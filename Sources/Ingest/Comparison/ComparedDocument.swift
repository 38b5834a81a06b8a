public import Hashing

/// What a comparison knows of a document without opening it.
public struct ComparedDocument: Sendable {
    public let digest: Digest
    public let pages: [ComparedPage]

    public init(digest: Digest, pages: [ComparedPage]) {
        self.digest = digest
        self.pages = pages
    }
}

/// A page of a document that is compared.
public struct ComparedPage: Sendable {
    /// `nil` where the page has no picture.
    public let signature: PageSignature?
    /// Told apart once, however many documents the page is compared with; none for a scan
    /// without a text layer.
    let words: PageWords
    /// Whether its text, if any, was recognized from a picture.
    public let isScan: Bool

    /// `text` is empty for a scan without a text layer.
    public init(signature: PageSignature?, text: String, isScan: Bool) {
        self.signature = signature
        words = PageWords(text)
        self.isScan = isScan
    }
}
