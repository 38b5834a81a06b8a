extension EntryPageDrawing {
    private static let logoHeight = 38.0
    private static let logoWidth = 170.0

    /// The logo, the organization's name and the rule; takes their height off `area`.
    func drawHead(in area: inout Area) throws {
        var x = area.x
        if let logo = pictures.logo {
            let place = Self.fit(
                logo, in: Area(x: x, y: area.y, width: Self.logoWidth, height: Self.logoHeight))
            addFigure(wording.logoDescription) { [pen] in pen.draw(logo, in: place) }
            x = place.right + 14
        }
        if let organization = text.organization {
            let name = try setter.layout(
                organization, .bold, size: 12.5, width: area.right - x, maxLines: 2,
                leading: 0.9)
            let y = area.y + (Self.logoHeight - name.size.height) / 2
            add(.paragraph) { [self, x] in write(name, x: x, y: y) }
        }
        if pictures.logo != nil || text.organization != nil {
            area.takeTop(Self.logoHeight + 12)
        }
        pen.fill(
            [Area(x: area.x, y: area.y, width: area.width, height: 2.25)], look.accentColor)
        area.takeTop(30)
    }

    func drawTitle(in area: inout Area) throws {
        let title = try titleLayout(width: area.width)
        add(.heading) { [self, area] in write(title, x: area.x, y: area.y) }
        area.takeTop(title.size.height + 8)
        if let description = text.description {
            let layout = try setter.layout(
                description, size: 11, width: min(area.width, 440), maxLines: 5)
            let x = layout.startsAtRight ? area.right - min(area.width, 440) : area.x
            add(.paragraph) { [self, area] in write(layout, x: x, y: area.y, opacity: 0.8) }
            area.takeTop(layout.size.height)
        }
        area.takeTop(22)
    }

    /// In large letters where two lines have room for it, else in smaller ones.
    private func titleLayout(width: Double) throws -> TextLayout {
        let large = try setter.layout(
            text.title, .bold, size: 27, width: width, maxLines: 3, leading: 0.88)
        guard large.lineCount > 2 else { return large }
        return try setter.layout(
            text.title, .bold, size: 22, width: width, maxLines: 3, leading: 0.88)
    }

    /// The largest area of the picture's form at the upper left of another.
    static func fit(_ picture: Picture, in area: Area) -> Area {
        let factor = min(
            area.width / Double(picture.width), area.height / Double(picture.height))
        return Area(
            x: area.x, y: area.y, width: Double(picture.width) * factor,
            height: Double(picture.height) * factor)
    }
}
