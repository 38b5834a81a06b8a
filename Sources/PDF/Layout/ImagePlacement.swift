/// Finds the place of pictures among blocks of text by their positions.
struct ImagePlacement {
    private static let stripeCount = 64
    private let width: Double
    /// For each vertical stripe of the page the blocks that reach into it, once
    /// by their tops and once by their bottoms, ascending.
    private var byTop: [[Int]]
    private var byBottom: [[Int]]
    private let blocks: [PlacedBlock]

    /// `blocks` are in reading order.
    init(among blocks: [PlacedBlock], pageWidth: Double) {
        self.blocks = blocks
        width = max(pageWidth, 1)
        byTop = Array(repeating: [], count: Self.stripeCount)
        for index in blocks.indices {
            let box = blocks[index].block.box
            for stripe in Self.stripe(box.x, width)...Self.stripe(box.maxX, width) {
                byTop[stripe].append(index)
            }
        }
        byBottom = byTop
        for stripe in byTop.indices {
            byTop[stripe].sort { blocks[$0].block.box.y < blocks[$1].block.box.y }
            byBottom[stripe].sort { blocks[$0].block.box.maxY < blocks[$1].block.box.maxY }
        }
    }

    private static func stripe(_ x: Double, _ width: Double) -> Int {
        Int(min(max(x / width, 0), 1) * Double(stripeCount - 1))
    }

    /// Before which block, as an index into the blocks, the picture is read:
    /// next to the one that is nearest above or below it.
    func index(for box: Rectangle) -> Int {
        var best: (index: Int, gap: Double)?
        for share in [0.5, 0.25, 0.75] {
            let stripe = Self.stripe(box.x + share * box.width, width)
            let below = byTop[stripe].firstIndexSorted { blocks[$0].block.box.y >= box.midY }
            if below < byTop[stripe].count {
                let next = byTop[stripe][below]
                let gap = blocks[next].block.box.y - box.maxY
                if gap < best?.gap ?? .infinity { best = (next, gap) }
            }
            let above = byBottom[stripe].firstIndexSorted { blocks[$0].block.box.maxY > box.midY }
            if above > 0 {
                let last = byBottom[stripe][above - 1]
                let gap = box.y - blocks[last].block.box.maxY
                if gap < best?.gap ?? .infinity { best = (last + 1, gap) }
            }
        }
        return best?.index ?? blocks.count
    }
}
