/// The panel at the foot of an entry page: the code, for whom the page was made and until when,
/// and the address.
struct PanelDrawing {
    private static let padding = 14.0
    private static let codeSide = 100.0

    private struct Line {
        let layout: TextLayout
        var isAccent = false
        var isLink = false
        /// To the line above.
        var gap = 0.0
    }

    private let page: EntryPageDrawing
    private let width: Double
    private let lines: [Line]

    init(_ page: EntryPageDrawing, width: Double) throws {
        self.page = page
        self.width = width
        let inner = width - 2 * Self.padding - (page.pictures.code == nil ? 0 : Self.codeSide + 18)
        lines = try Self.preparedLines(page, width: inner) + Self.addressLines(page, width: inner)
    }

    var height: Double {
        let text = textHeight
        guard page.pictures.code != nil || text > 0 else { return 0 }
        return max(text, page.pictures.code == nil ? 0 : Self.codeSide) + 2 * Self.padding
    }

    private var textHeight: Double {
        lines.reduce(0) { $0 + $1.gap + $1.layout.size.height }
    }

    private static func preparedLines(_ page: EntryPageDrawing, width: Double) throws -> [Line] {
        var lines: [Line] = []
        if let recipient = page.text.recipient {
            lines.append(
                Line(
                    layout: try page.label(page.wording.preparedFor, width: width),
                    isAccent: true))
            lines.append(
                Line(
                    layout: try page.setter.layout(
                        recipient, .bold, size: 14, width: width, maxLines: 2, alignment: .left,
                        leading: 0.9), gap: 1))
        }
        if let days = page.text.days {
            lines.append(
                Line(
                    layout: try page.setter.layout(
                        days, size: 10, width: width, alignment: .left), gap: 1))
        }
        return lines
    }

    private static func addressLines(_ page: EntryPageDrawing, width: Double) throws -> [Line] {
        guard page.text.address != nil, let shown = page.text.shownAddress else { return [] }
        return [
            Line(
                layout: try page.label(page.wording.open, width: width), isAccent: true, gap: 10),
            Line(
                layout: try page.setter.layout(
                    shown, size: 10, width: width, maxLines: 2, alignment: .left, leading: 0.9),
                isAccent: true, isLink: true, gap: 1),
        ]
    }

    func draw(x: Double, y: Double) {
        guard height > 0 else { return }
        let panel = Area(x: x, y: y, width: width, height: height)
        page.pen.fill([panel], page.look.accentColor, opacity: 0.06)
        page.pen.fill(
            [Area(x: x, y: y, width: 2.25, height: height)], page.look.accentColor)
        var left = x + Self.padding
        if let code = page.pictures.code {
            draw(code, x: left, y: y + (height - Self.codeSide) / 2)
            left += Self.codeSide + 18
        }
        var top = y + (height - textHeight) / 2
        for line in lines {
            top += line.gap
            draw(line, x: left, y: top)
            top += line.layout.size.height
        }
    }

    /// Black on white whatever the organization's colours are: readers need the contrast.
    private func draw(_ code: QRCode, x: Double, y: Double) {
        let area = Area(x: x, y: y, width: Self.codeSide, height: Self.codeSide)
        let white = RGBColor(red: 255, green: 255, blue: 255)
        page.pen.fill([area], white)
        page.addFigure(page.wording.codeDescription) { [page] in
            page.pen.fill(code.darkAreas(in: area), .black)
        }
    }

    private func draw(_ line: Line, x: Double, y: Double) {
        page.add(.paragraph) { [page] in
            if line.isLink, let address = page.text.address {
                page.pen.linked(to: address) { page.writeAccent(line.layout, x: x, y: y) }
            } else if line.isAccent {
                page.writeAccent(line.layout, x: x, y: y)
            } else {
                page.write(line.layout, x: x, y: y)
            }
        }
    }
}
