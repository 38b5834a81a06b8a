extension PageImage {
    /// Joins pictures that were cut into strips or tiles, as scanners and
    /// printer drivers do, and drops what is too thin to be a picture, such as
    /// a ruled line. The order is kept.
    static func joiningStrips(_ images: [PageImage]) -> [PageImage] {
        // The first pass makes rows of tiles, the second a picture of rows.
        joiningNeighbours(joiningNeighbours(images))
            .filter { min($0.box.width, $0.box.height) >= minSide }
    }

    /// In points.
    private static let minSide = 2.0
    /// How far apart edges that meet may be, in points.
    private static let tolerance = 1.0

    private static func joiningNeighbours(_ images: [PageImage]) -> [PageImage] {
        var joined: [PageImage] = []
        for image in images {
            if let last = joined.last, last.continues(in: image) {
                joined[joined.count - 1].box = last.box.union(image.box)
            } else {
                joined.append(image)
            }
        }
        return joined
    }

    private func continues(in next: PageImage) -> Bool {
        guard markedContent == next.markedContent else { return false }
        let a = box
        let b = next.box
        let isColumn = Self.meet(a.x, b.x) && Self.meet(a.maxX, b.maxX)
        let isRow = Self.meet(a.y, b.y) && Self.meet(a.maxY, b.maxY)
        return isColumn && (Self.meet(a.maxY, b.y) || Self.meet(b.maxY, a.y))
            || isRow && (Self.meet(a.maxX, b.x) || Self.meet(b.maxX, a.x))
    }

    private static func meet(_ a: Double, _ b: Double) -> Bool {
        abs(a - b) <= tolerance
    }
}
