extension EntryPageDrawing {
    private static let thumbnailWidth = 168.0
    private static let labelWidth = 82.0
    private static let hairline = RGBColor(red: 0xC9, green: 0xCD, blue: 0xD2)

    /// The facts, and the document's first page at their right.
    func drawMiddle(in area: Area) throws {
        var facts = area
        if let thumbnail = pictures.thumbnail, area.height > 60 {
            let place = drawThumbnail(thumbnail, in: area)
            facts.width = place.x - area.x - 28
        }
        guard !text.facts.isEmpty else { return }
        let rows = try factRows(in: facts)
        add(.table) {
            for row in rows { row() }
        }
    }

    /// Answers where it is.
    private func drawThumbnail(_ thumbnail: Picture, in area: Area) -> Area {
        let height = min(area.height - 24, 1.5 * Self.thumbnailWidth)
        var place = Self.fit(
            thumbnail,
            in: Area(x: area.x, y: area.y, width: Self.thumbnailWidth, height: height))
        place.x = area.right - place.width
        addFigure(wording.thumbnailDescription) { [pen, place] in
            pen.draw(thumbnail, in: place)
            pen.frame(place.inset(by: -0.5), Self.hairline, thickness: 0.5)
        }
        return place
    }

    /// Draws a hairline below each fact, as many as there is room for, and answers what draws
    /// the facts.
    private func factRows(in area: Area) throws -> [() -> Void] {
        var rows: [() -> Void] = []
        var y = area.y
        pen.fill([Area(x: area.x, y: y, width: area.width, height: 0.5)], Self.hairline)
        for fact in text.facts {
            let label = try self.label(fact.label, width: Self.labelWidth)
            let value = try setter.layout(
                fact.value, size: 10.5, width: area.width - Self.labelWidth - 8, maxLines: 2,
                alignment: .left, leading: 0.9)
            let height = value.size.height + 11
            guard y + height <= area.bottom else { break }
            rows.append { [self, y] in drawRow(label, value, x: area.x, y: y + 5.5) }
            y += height
            pen.fill([Area(x: area.x, y: y, width: area.width, height: 0.5)], Self.hairline)
        }
        return rows
    }

    private func drawRow(_ label: TextLayout, _ value: TextLayout, x: Double, y: Double) {
        pen.tagged(.row) {
            pen.tagged(.headerCell) {
                writeAccent(label, x: x, y: y + value.baseline - label.baseline)
            }
            pen.tagged(.cell) { write(value, x: x + Self.labelWidth + 8, y: y) }
        }
    }
}
