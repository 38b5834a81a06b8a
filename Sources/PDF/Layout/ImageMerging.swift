/// Puts the tiles of pictures together and leaves out what is too small to see.
enum ImageMerging {
    /// Smaller pictures, in points, are bullets, rules and tracking dots.
    static let minSide = 8.0

    /// The pictures from the top down. Those that touch become one.
    ///
    /// A picture drawn over or beside another counts as its tile. Takes
    /// n log n for real pages; the count of tiles open at one height is bounded.
    static func merged(_ boxes: [Rectangle]) -> [Rectangle] {
        var current = boxes
        // Merging can make two results touch; a few rounds settle real pages.
        for _ in 0..<4 {
            let next = mergedOnce(current)
            if next.count == current.count { break }
            current = next
        }
        return current.filter { $0.width >= minSide && $0.height >= minSide }
    }

    private static let maxOpen = 64
    private static let touching = 1.0

    private static func mergedOnce(_ boxes: [Rectangle]) -> [Rectangle] {
        var open: [Rectangle] = []
        var done: [Rectangle] = []
        for box in boxes.sorted(by: { ($0.y, $0.x) < ($1.y, $1.x) }) {
            var box = box
            var stillOpen: [Rectangle] = []
            for other in open {
                if other.maxY < box.y - touching {
                    done.append(other)
                } else if touch(other, box) {
                    box = box.union(other)
                } else {
                    stillOpen.append(other)
                }
            }
            if stillOpen.count >= maxOpen { done.append(stillOpen.removeFirst()) }
            open = stillOpen + [box]
        }
        return (done + open).sorted { ($0.y, $0.x) < ($1.y, $1.x) }
    }

    private static func touch(_ first: Rectangle, _ second: Rectangle) -> Bool {
        first.x <= second.maxX + touching && second.x <= first.maxX + touching
            && first.y <= second.maxY + touching && second.y <= first.maxY + touching
    }
}
