public import Hashing

/// What a comparison knows of a document without opening it.
///
/// Its texts are looked through once, however many documents it is compared with.
public struct ComparedDocument: Sendable {
    public let digest: Digest
    public let pages: [ComparedPage]

    /// The pages by all their letters; see `DocumentAlignment`.
    let pagesByText: [String: [Int]]
    /// The words that stand on one page only, with the page; see `SharedWords`.
    let pagesOfRareWords: [String: Int]

    public init(digest: Digest, pages: [ComparedPage]) {
        self.digest = digest
        self.pages = pages
        pagesByText = pages.byText
        pagesOfRareWords = pages.ofRareWords
    }
}
