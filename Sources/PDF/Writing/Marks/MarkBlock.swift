/// The lines of a mark under each other, each in the middle. Measures are for letters of one
/// point.
struct MarkBlock {
    private let lines: [TextLayout]
    private let color: RGBColor
    private let opacity: Double
    let width: Double
    let height: Double

    init(_ lines: [TextLayout], color: RGBColor, opacity: Double) {
        self.lines = lines
        self.color = color
        self.opacity = opacity
        // A line of blanks alone has no width.
        width = max(lines.map(\.size.width).max() ?? 0, 0.1)
        height = lines.reduce(0) { $0 + $1.size.height }
    }

    /// From its middle to its corners.
    var reach: Double { (width * width + height * height).squareRoot() / 2 }

    /// Draws it around the pen's place, with letters of `scale` points.
    func drawCentered(
        scale: Double, with pen: Pen, grouping: GlyphRun.Grouping = .run
    ) {
        pen.scoped {
            pen.scale(x: scale, y: scale)
            var y = -height / 2
            for line in lines {
                let size = line.size
                pen.write(
                    line, x: -line.left - size.width / 2, y: y, color, opacity: opacity,
                    grouping: grouping)
                y += size.height
            }
        }
    }
}
