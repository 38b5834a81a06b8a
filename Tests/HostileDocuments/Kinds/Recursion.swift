/// What draws itself, or each other.
extension HostilePaper {
    /// A ring of forms.
    mutating func addRecursiveForms(_ dice: inout Dice) {
        let count = dice.pick([1, 2, 50, 5_000])
        let first = nextNumber
        for place in 0..<count {
            addForm(drawing: first + (place + 1) % count, times: dice.roll(1...3))
        }
        addPage(content: "/F Do /F Do", resources: "/XObject << /F \(first) 0 R >>")
    }

    /// Forms that draw the next one several times, so many deep that drawing never ends.
    mutating func addFormFlood(_ dice: inout Dice) {
        let first = nextNumber
        let depth = dice.roll(12...60)
        for place in 0..<depth { addForm(drawing: first + place + 1, times: dice.roll(3...6)) }
        add(stream: "0 0 10 10 re f (leaf) Tj", "/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
        addPage(content: "/F Do", resources: "/XObject << /F \(first) 0 R >>")
    }

    private mutating func addForm(drawing other: Int, times: Int) {
        add(
            stream: String(repeating: "/F Do ", count: times),
            "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Group << /S /Transparency >> "
                + "/Resources << /XObject << /F \(other) 0 R >> >>")
    }

    /// Fonts whose glyphs are written in the next one, and the last in the first.
    mutating func addRecursiveType3(count: Int) {
        let first = nextNumber
        for place in 0..<count {
            let font = first + 2 * place
            let next = first + 2 * ((place + 1) % count)
            add(
                "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] "
                    + "/FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 97 /LastChar 97 "
                    + "/Widths [1000] /Encoding << /Differences [97 /a] >> "
                    + "/CharProcs << /a \(font + 1) 0 R >> "
                    + "/Resources << /Font << /T \(next) 0 R >> >> >>")
            add(stream: "1000 0 d0 BT /T 900 Tf (aaaa) Tj ET BT /T 500 Tf (aaa) Tj ET")
        }
        addPage(
            content: "BT /T 40 Tf 50 500 Td (aaaaaaaa) Tj ET",
            resources: "/Font << /T \(first) 0 R >>")
    }

    /// A pattern that is painted with itself.
    mutating func addPatternRecursion(_ dice: inout Dice) {
        let count = dice.roll(1...4)
        let first = nextNumber
        for place in 0..<count {
            add(
                stream: "/Pattern cs /P scn 0 0 100 100 re f",
                "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 100 100] "
                    + "/XStep \(dice.roll(1...50)) /YStep \(dice.roll(1...50)) "
                    + "/Resources << /Pattern << /P \(first + (place + 1) % count) 0 R >> >>")
        }
        addPage(
            content: "/Pattern cs /P scn 0 0 595 842 re f",
            resources: "/Pattern << /P \(first) 0 R >>")
    }

    /// Billions of tiles on one page.
    mutating func addTinyTiles(_ dice: inout Dice) {
        let step = dice.pick(["0.001", "0.00001", "-0.01", "0", "1e-30"])
        let pattern = add(
            stream: "1 0 0 rg 0 0 1 1 re f",
            "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] "
                + "/XStep \(step) /YStep \(step) /Resources << >>")
        addPage(
            content: "/Pattern cs /P scn 0 0 595 842 re f",
            resources: "/Pattern << /P \(pattern) 0 R >>")
    }

    /// A soft mask whose group is drawn through the mask.
    mutating func addSoftMaskRecursion(_ dice: inout Dice) {
        let state = nextNumber
        let kind = dice.pick(["Alpha", "Luminosity"])
        add("<< /Type /ExtGState /SMask << /S /\(kind) /G \(state + 1) 0 R >> >>")
        add(
            stream: "/G gs 0 0 400 400 re f /F Do /F Do",
            "/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
                + "/Group << /S /Transparency /CS /DeviceRGB /I true >> /Resources << "
                + "/ExtGState << /G \(state) 0 R >> /XObject << /F \(state + 1) 0 R >> >>")
        addPage(
            content: "/G gs 0 0 595 842 re f", resources: "/ExtGState << /G \(state) 0 R >>")
    }

    /// Annotations whose appearance draws itself, and whose parents are in a ring.
    mutating func addAnnotations(_ dice: inout Dice) {
        let form = nextNumber
        addForm(drawing: form, times: 2)
        let first = nextNumber
        let count = dice.pick([3, 10_000])
        for place in 0..<count {
            add(
                "<< /Type /Annot /Subtype /\(dice.pick(["Stamp", "Widget", "Popup", "Link"])) "
                    + "/Rect [0 0 595 842] /AP << /N \(form) 0 R >> "
                    + "/Parent \(first + (place + 1) % count) 0 R /FT /Tx /DA (/H 0 Tf) >>")
        }
        let list = (0..<count).map { "\(first + $0) 0 R" }.joined(separator: " ")
        addPage(content: "", entries: "\(Self.paperSize) /Annots [\(list)]")
    }
}
