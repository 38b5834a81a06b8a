/// Finds the structure of a page: headings, paragraphs, lists, tables, pictures.
///
/// A tagged PDF says it itself, in its structure tree; of any other page fonts
/// and geometry tell. Takes n log n of words, pictures and elements.
public struct LayoutAnalysis {
    private let words: [Word]
    private let images: [PageImage]
    private let structure: StructureNode?
    private let style: PageStyle

    /// - Parameters:
    ///   - words: in reading order, with lines, blocks and flows as Poppler
    ///     found them. Boxes may be anything: what is no number counts as 0.
    ///   - structure: the tree pruned to this page, so that all its marked
    ///     content is the page's; `nil` for an untagged page.
    public init(
        pageWidth: Double, pageHeight: Double, words: [Word], images: [PageImage],
        structure: StructureNode?
    ) {
        let words =
            words.allSatisfy(\.isWithinReason) ? words : words.map(\.withinReason)
        self.words = words
        self.images = images.map {
            PageImage(box: $0.box.withinReason, markedContent: $0.markedContent)
        }
        self.structure = structure
        style = PageStyle(
            width: pageWidth.withinReason, height: pageHeight.withinReason, words: words,
            lines: LineAssembly(words: words).lines(of: Array(words.indices)))
    }

    /// What was found on a page.
    public struct Result: Sendable {
        /// In reading order.
        ///
        /// Every word lands in exactly one block, save artifacts of the structure
        /// tree and what its replacement texts stand for. Bullets, item numbers
        /// and hyphens that broke a word at a line's end are not repeated in the
        /// text. Headings found without a tree have no level; see `HeadingRanks`.
        public var blocks: [Block]
        /// All words as they are drawn, in the order of the blocks, with
        /// artifacts among them: lines end in a newline, blocks in an empty line.
        public var text: String
        /// The order of the words in the text, as indices.
        public var wordOrder: [Int]
    }

    /// The blocks of the page in reading order; see `Result`.
    public func blocks() -> [Block] { placedBlocks().map(\.block) }

    /// The blocks and the text of the page in reading order.
    public func result() -> Result {
        let placed = placedBlocks()
        let text = PageText(of: addingUnshown(to: placed), words: words)
        return Result(blocks: placed.map(\.block), text: text.text, wordOrder: text.order)
    }

    private func placedBlocks() -> [PlacedBlock] {
        if let structure {
            let reading = StructureReading(
                words: words, images: images, style: style, tree: structure)
            if reading.isTrustworthy { return blocks(of: reading) }
        }
        let geometry = GeometryReading(words: words, style: style)
        return adding(images, to: geometry.blocks(of: Array(words.indices)))
    }

    private func blocks(of reading: StructureReading) -> [PlacedBlock] {
        let unclaimed = words.indices.filter { !reading.content.isClaimed[$0] }
        let rest = GeometryReading(words: words, style: style).blocks(of: unclaimed)
        let left = images.indices.filter { !reading.content.isImageClaimed[$0] }
        let merged = movingFigures(in: merging(rest, into: reading.blocks))
        return adding(left.map { images[$0] }, to: merged)
    }

    /// Adds the words that no block shows, as artifacts are.
    private func addingUnshown(to blocks: [PlacedBlock]) -> [PlacedBlock] {
        var isShown = [Bool](repeating: false, count: words.count)
        for index in blocks.lazy.flatMap(\.words) { isShown[index] = true }
        let unshown = words.indices.filter { !isShown[$0] }
        guard !unshown.isEmpty else { return blocks }
        let rest = GeometryReading(words: words, style: style).blocks(of: unshown)
        return merging(rest, into: blocks)
    }

    /// Puts each block behind the element whose text begins nearest before it.
    private func merging(_ rest: [PlacedBlock], into tree: [PlacedBlock]) -> [PlacedBlock] {
        let byWord = tree.indices.sorted {
            (tree[$0].firstWord, $0) < (tree[$1].firstWord, $1)
        }
        var behind: [Int: [PlacedBlock]] = [:]
        for block in rest {
            let next = byWord.firstIndexSorted { tree[$0].firstWord > block.firstWord }
            behind[next > 0 ? byWord[next - 1] : -1, default: []].append(block)
        }
        return tree.indices.reduce(into: behind[-1] ?? []) { merged, index in
            merged.append(tree[index])
            merged += behind[index] ?? []
        }
    }

    /// Moves pictures that the tree names before text above them, as where they
    /// are anchored to the page, to where they stand.
    private func movingFigures(in blocks: [PlacedBlock]) -> [PlacedBlock] {
        let astray = blocks.indices.filter { isAstray($0, in: blocks) }
        guard !astray.isEmpty else { return blocks }
        let others = blocks.indices.filter { !astray.contains($0) }.map { blocks[$0] }
        let placement = ImagePlacement(among: others, pageWidth: style.width)
        let before = Dictionary(grouping: astray) { placement.index(for: blocks[$0].block.box) }
        return (0...others.count).flatMap { index in
            (before[index] ?? []).map { blocks[$0] } + (index < others.count ? [others[index]] : [])
        }
    }

    private func isAstray(_ index: Int, in blocks: [PlacedBlock]) -> Bool {
        guard case .image = blocks[index].block.content, index + 1 < blocks.count else {
            return false
        }
        let image = blocks[index].block.box
        let next = blocks[index + 1].block.box
        return next.maxY <= image.y && next.x < image.maxX && next.maxX > image.x
    }

    /// Puts pictures in by their positions; one that fills the page, as a scan
    /// does, comes first.
    private func adding(_ images: [PageImage], to blocks: [PlacedBlock]) -> [PlacedBlock] {
        let boxes = ImageMerging.merged(images.map(\.box))
        guard !boxes.isEmpty else { return blocks }
        let placement = ImagePlacement(among: blocks, pageWidth: style.width)
        var before: [Int: [PlacedBlock]] = [:]
        for box in boxes {
            let index = fillsPage(box) ? 0 : placement.index(for: box)
            let image = PlacedBlock(Block(content: .image(altText: nil), box: box), firstWord: 0)
            before[index, default: []].append(image)
        }
        return (0...blocks.count).flatMap { index in
            (before[index] ?? []) + (index < blocks.count ? [blocks[index]] : [])
        }
    }

    private func fillsPage(_ box: Rectangle) -> Bool {
        let page = Rectangle(x: 0, y: 0, width: style.width, height: style.height)
        return (box.intersection(page)?.area ?? 0) >= 0.85 * page.area
    }
}

extension Double {
    /// The value itself unless it is no number or beyond any page.
    fileprivate var withinReason: Double { isFinite ? Swift.min(Swift.max(self, -1e6), 1e6) : 0 }
}

extension Rectangle {
    fileprivate var withinReason: Rectangle {
        Rectangle(
            x: x.withinReason, y: y.withinReason, width: max(width.withinReason, 0),
            height: max(height.withinReason, 0))
    }
}

extension Word {
    /// Whether `withinReason` is the word itself.
    fileprivate var isWithinReason: Bool {
        box == box.withinReason && style.fontSize >= 0
            && style.fontSize == style.fontSize.withinReason
    }

    fileprivate var withinReason: Word {
        var word = self
        word.box = box.withinReason
        word.style.fontSize = max(style.fontSize.withinReason, 0)
        return word
    }
}
