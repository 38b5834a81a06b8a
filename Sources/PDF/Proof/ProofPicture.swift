/// Two pages side by side with the places boxed in which they differ.
///
/// Red is what stands differently on the other page, green what stands on this one only,
/// with a thin grey frame where it would be on the other. Places that touch share a box.
/// Pages keep their sizes and hang from the same line.
public enum ProofPicture {
    /// Between the pages and around them, in pixels.
    static let gutter = 12
    /// The height of the captions above and of the legend below.
    static let bar = 39
    /// How far a box keeps from what it encloses.
    static let boxMargin = 4

    private static let letterScale = 3
    private static let swatch = 21

    /// Draws the proof. `summary` stands below, before the legend of the colours in use.
    public static func draw(_ a: ProofPage, _ b: ProofPage, summary: String) -> Raster {
        let pageHeight = max(a.picture.height, b.picture.height)
        var canvas = Canvas(
            width: a.picture.width + b.picture.width + 3 * gutter,
            height: pageHeight + 2 * bar + 2 * gutter, background: .surround)
        draw(a, left: gutter, on: &canvas)
        draw(b, left: a.picture.width + 2 * gutter, on: &canvas)
        let kinds = Set((a.marks + b.marks).map(\.kind))
        drawLegend(summary, kinds, top: canvas.height - bar, on: &canvas)
        return canvas.raster
    }

    private static func draw(_ page: ProofPage, left: Int, on canvas: inout Canvas) {
        let top = bar + gutter
        canvas.write(
            page.caption, left: left, top: textTop(0), scale: letterScale, .lettering)
        canvas.place(page.picture, left: left, top: top)
        for kind in ProofPage.Mark.Kind.allCases {
            for box in boxes(of: page, kind) {
                let place = box.moved(x: left, y: top)
                canvas.tint(place, kind.glass)
                canvas.frame(place, kind.color, thickness: kind.thickness)
            }
        }
    }

    /// What is left of the bar's height stands half above its text.
    private static func textTop(_ barTop: Int) -> Int {
        barTop + (bar - CaptionFont.height * letterScale) / 2
    }

    static func boxes(of page: ProofPage, _ kind: ProofPage.Mark.Kind) -> [PixelBox] {
        let (width, height) = (page.picture.width, page.picture.height)
        let whole = PixelBox(left: 0, top: 0, right: width, bottom: height)
        let boxes = page.marks.filter { $0.kind == kind }.map { mark in
            PixelBox(
                left: pixel(mark.left, of: width), top: pixel(mark.top, of: height),
                right: pixel(mark.right, of: width), bottom: pixel(mark.bottom, of: height)
            )
            .grown(by: boxMargin).clipped(to: whole)
        }
        return PixelBox.merged(boxes.filter { $0.left < $0.right && $0.top < $0.bottom })
    }

    /// A share that reaches far outside, or is no number, must not trap.
    private static func pixel(_ share: Double, of length: Int) -> Int {
        Int((min(max(share.isNaN ? 0 : share, -1), 2) * Double(length)).rounded())
    }

    private static func drawLegend(
        _ summary: String, _ kinds: Set<ProofPage.Mark.Kind>, top: Int, on canvas: inout Canvas
    ) {
        var left = gutter
        func advance(past text: String) {
            left += (text.count + 2) * (CaptionFont.width + 1) * letterScale
        }
        canvas.write(
            summary, left: left, top: textTop(top), scale: letterScale, .lettering)
        advance(past: summary)
        for kind in ProofPage.Mark.Kind.allCases where kinds.contains(kind) {
            let box = PixelBox(
                left: left, top: textTop(top), right: left + swatch, bottom: textTop(top) + swatch)
            canvas.fill(box, kind.glass)
            canvas.frame(box.grown(by: -kind.thickness), kind.color, thickness: kind.thickness)
            left += swatch + gutter
            canvas.write(
                kind.legend, left: left, top: textTop(top), scale: letterScale, .lettering)
            advance(past: kind.legend)
        }
    }
}

extension ProofPage.Mark.Kind {
    fileprivate var color: Color {
        switch self {
        case .replaced: Color(red: 0xD3, green: 0x1F, blue: 0x2B)
        case .onlyHere: Color(red: 0x1B, green: 0x8A, blue: 0x3A)
        case .notHere: Color(red: 0x6B, green: 0x75, blue: 0x80)
        }
    }

    fileprivate var glass: Color {
        switch self {
        case .replaced: Color(red: 0xFF, green: 0xE3, blue: 0xE0)
        case .onlyHere: Color(red: 0xDC, green: 0xF5, blue: 0xE0)
        case .notHere: .white
        }
    }

    /// Of its frame, in pixels.
    fileprivate var thickness: Int { self == .notHere ? 1 : 3 }

    fileprivate var legend: String {
        switch self {
        case .replaced: "replaced"
        case .onlyHere: "only here"
        case .notHere: "not here"
        }
    }
}

extension Color {
    fileprivate static let surround = Color(red: 0x3A, green: 0x42, blue: 0x4C)
    fileprivate static let lettering = Color.white
}
