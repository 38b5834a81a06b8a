/// Text gathered from below an element of the structure tree.
struct GatheredText {
    private enum Piece {
        case words([Int])
        case replacement(String, words: [Int])
    }

    private var pieces: [Piece] = []
    /// The words drawn for the text, replaced ones included, as indices.
    private(set) var words: [Int] = []
    /// The words of a label, which do not belong to the text.
    var label: [Int] = []
    /// Elements inside the text that are blocks of their own.
    var nested: [StructureNode] = []

    /// Whether some of it is replacement text.
    private(set) var isReplaced = false

    /// Appends the words at these indices.
    mutating func append(_ indices: [Int]) {
        guard !indices.isEmpty else { return }
        pieces.append(.words(indices))
        words += indices
    }

    /// Appends text that stands for these words; nothing where there are none.
    mutating func append(_ replacement: String, for indices: [Int]) {
        guard !indices.isEmpty else { return }
        pieces.append(.replacement(replacement, words: indices))
        words += indices
        isReplaced = true
    }

    /// The running text.
    func text(of page: [Word]) -> String {
        var joining = TextJoining()
        for piece in pieces {
            switch piece {
            case .words(let indices):
                for index in indices { joining.append(page[index], at: index) }
            case .replacement(let text, let indices):
                joining.append(text, for: indices, of: page)
            }
        }
        return joining.text
    }
}
