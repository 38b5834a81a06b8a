/// Finds what a page draws under each marked-content identifier.
///
/// Everything is handed out once, so that a tree that names its content twice
/// cannot repeat it.
struct MarkedContentIndex {
    private var wordsByMark: [Int: [Int]] = [:]
    private var imagesByMark: [Int: [Int]] = [:]
    /// By index of the word, whether an element took it.
    private(set) var isClaimed: [Bool]
    /// By index of the image, whether an element took it.
    private(set) var isImageClaimed: [Bool]

    /// Nothing is claimed at first.
    init(words: [Word], images: [PageImage]) {
        isClaimed = Array(repeating: false, count: words.count)
        isImageClaimed = Array(repeating: false, count: images.count)
        for (index, word) in words.enumerated() {
            if let mark = word.markedContent { wordsByMark[mark, default: []].append(index) }
        }
        for (index, image) in images.enumerated() {
            if let mark = image.markedContent { imagesByMark[mark, default: []].append(index) }
        }
    }

    /// The words under an identifier, in reading order, which stay free.
    func words(under mark: Int) -> [Int] { wordsByMark[mark] ?? [] }

    /// The words under an identifier, in reading order; none the second time.
    mutating func claimWords(under mark: Int) -> [Int] {
        let words = wordsByMark.removeValue(forKey: mark) ?? []
        for word in words { isClaimed[word] = true }
        return words
    }

    /// The pictures under an identifier, as indices; none the second time.
    mutating func claimImages(under mark: Int) -> [Int] {
        let images = imagesByMark.removeValue(forKey: mark) ?? []
        for image in images { isImageClaimed[image] = true }
        return images
    }
}
