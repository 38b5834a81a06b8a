import Foundation

/// A mark that was checked and can be drawn onto pages.
struct MarkDrawing: Sendable {
    /// Into how many lines one that is very long is broken at most.
    private static let maxPieces = 10
    /// From the middle of the page: small letters on a large page stand farther apart.
    private static let maxTilesToCorner = 24
    /// Of tiles.
    private static let slant = Double.pi / 6

    private let mark: PageMark
    private let lines: [CleanText]

    init(_ mark: PageMark, limits: DrawingLimits) throws {
        guard mark.lines.count <= limits.maxMarkLines else {
            throw DrawingError(
                code: .tooMuchText, message: "A mark has at most \(limits.maxMarkLines) lines.")
        }
        lines = try mark.lines.map { try CleanText($0, limit: limits.maxMarkLineLength) }
            .filter { !$0.isEmpty }
        guard !lines.isEmpty else {
            throw DrawingError(code: .badMark, message: "A mark needs words.")
        }
        guard mark.opacity > 0, mark.opacity <= 1 else {
            throw DrawingError(
                code: .badMark, message: "A mark's opacity is above 0 and at most 1.")
        }
        guard mark.fontSize.map({ (1...1_000).contains($0) }) ?? true else {
            throw DrawingError(
                code: .badMark, message: "A mark's letters have from 1 to 1000 points.")
        }
        self.mark = mark
    }

    /// Draws it on a page and answers the characters that no font has.
    func draw(
        on size: PageSize, with pen: Pen, in context: TextContext
    ) throws -> [Unicode.Scalar] {
        let layouts = try lines.map {
            try TextLayout(
                $0.text, LetterStyle(face: .bold, size: 1), in: context, width: longestLine,
                maxLines: Self.maxPieces, alignment: .center)
        }
        let block = MarkBlock(layouts, color: mark.color, opacity: mark.opacity)
        switch mark.position {
        case .diagonal: drawDiagonal(block, on: size, with: pen)
        case .tiled: drawTiles(block, on: size, with: pen)
        case .header, .footer: drawAtEdge(block, on: size, with: pen)
        }
        return layouts.flatMap { $0.missing }
    }

    /// In widths of an em: a longer line is broken, since its letters would be too small.
    private var longestLine: Double {
        switch mark.position {
        case .diagonal, .tiled: 28
        case .header, .footer: 64
        }
    }

    /// As wide as seven tenths of the diagonal, unless the letters would be too high.
    private func drawDiagonal(_ block: MarkBlock, on size: PageSize, with pen: Pen) {
        let diagonal = (size.width * size.width + size.height * size.height).squareRoot()
        let angle = atan2(size.height, size.width)
        let wanted = mark.fontSize ?? min(0.7 * diagonal / block.width, diagonal / 12)
        // A block's corners reach beyond the page's before it is as wide as the diagonal.
        let largest = min(
            size.width / (block.width * cos(angle) + block.height * sin(angle)),
            size.height / (block.width * sin(angle) + block.height * cos(angle)))
        pen.scoped {
            pen.move(x: size.width / 2, y: size.height / 2)
            pen.turn(angle)
            block.drawCentered(scale: min(wanted, 0.97 * largest), with: pen)
        }
    }

    private func drawTiles(_ block: MarkBlock, on size: PageSize, with pen: Pen) {
        let side = min(size.width, size.height)
        let diagonal = (size.width * size.width + size.height * size.height).squareRoot()
        let wanted = mark.fontSize ?? max(5, min(side / 2.2 / block.width, side / 32))
        let letters = min(wanted, 0.9 * diagonal / block.width)
        pen.scoped {
            pen.move(x: size.width / 2, y: size.height / 2)
            pen.turn(Self.slant)
            for place in Self.tilePlaces(of: block, letters: letters, on: size) {
                pen.scoped {
                    pen.move(x: place.x, y: place.y)
                    block.drawCentered(scale: letters, with: pen)
                }
            }
        }
    }

    /// From the page's middle, before it is turned: rows from corner to corner, every second
    /// one shifted by half a step, without the tiles that lie outside the page.
    private static func tilePlaces(
        of block: MarkBlock, letters: Double, on size: PageSize
    ) -> [(x: Double, y: Double)] {
        let half = (size.width * size.width + size.height * size.height).squareRoot() / 2
        let stepX = max((block.width + 3) * letters, half / Double(maxTilesToCorner))
        let stepY = max(block.height * letters * 3, half / Double(maxTilesToCorner))
        let (columns, rows) = (Int(half / stepX) + 1, Int(half / stepY) + 1)
        var places: [(x: Double, y: Double)] = []
        for row in -rows...rows {
            let shift = row.isMultiple(of: 2) ? 0 : 0.5
            for column in -columns...columns {
                let (x, y) = ((Double(column) + shift) * stepX, Double(row) * stepY)
                if isNear(x, y, on: size, reach: block.reach * letters) { places.append((x, y)) }
            }
        }
        return places
    }

    /// Whether a tile reaches into the page.
    private static func isNear(
        _ x: Double, _ y: Double, on size: PageSize, reach: Double
    ) -> Bool {
        let right = x * cos(slant) + y * sin(slant)
        let down = y * cos(slant) - x * sin(slant)
        return abs(right) < size.width / 2 + reach && abs(down) < size.height / 2 + reach
    }

    /// In the margin, which most pages keep free: as wide as the page less its edges at most.
    private func drawAtEdge(_ block: MarkBlock, on size: PageSize, with pen: Pen) {
        let side = min(size.width, size.height)
        let wanted = mark.fontSize ?? max(side / 66, 5)
        let letters = min(wanted, 0.92 * size.width / block.width)
        let margin = side / 40 + block.height * letters / 2
        pen.scoped {
            pen.move(
                x: size.width / 2, y: mark.position == .header ? margin : size.height - margin)
            block.drawCentered(scale: letters, with: pen, grouping: .characters)
        }
    }
}
