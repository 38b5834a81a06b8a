/// The digest of an entry page in groups that an eye can compare, and how to do so.
struct DigestDrawing {
    private let page: EntryPageDrawing
    private let label: TextLayout?
    private let lines: [TextLayout]
    private let check: TextLayout?

    init(_ page: EntryPageDrawing, width: Double) throws {
        self.page = page
        let setter = page.setter
        lines = try page.text.digest.map {
            try setter.layout($0, .monospaced, size: 12.5, width: width, alignment: .left)
        }
        label = lines.isEmpty ? nil : try page.label(page.wording.digest, width: width)
        check = try page.text.check.map {
            try setter.layout($0, size: 8.5, width: width, maxLines: 4)
        }
    }

    /// With the space to what follows.
    var height: Double { lines.isEmpty ? 0 : all.reduce(0) { $0 + $1.size.height } + 2 * 4 + 18 }

    private var all: [TextLayout] { [label, check].compactMap { $0 } + lines }

    func draw(x: Double, y: Double) {
        guard let label else { return }
        page.add(.paragraph) { [page] in page.writeAccent(label, x: x, y: y) }
        var y = y + label.size.height + 4
        page.add(.paragraph) { [page, lines, y] in
            var y = y
            for line in lines {
                page.write(line, x: x, y: y)
                y += line.size.height
            }
        }
        y += lines.reduce(0) { $0 + $1.size.height } + 4
        guard let check else { return }
        page.add(.paragraph) { [page, y] in page.write(check, x: x, y: y, opacity: 0.8) }
    }
}
