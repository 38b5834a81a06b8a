/// Documents whose parts lead to each other for ever, or are too many.
extension [UInt8] {
    private static func sound() -> HostilePaper {
        var paper = HostilePaper()
        paper.addSoundPage(HostileDocument.first)
        paper.addSoundPage(HostileDocument.last)
        return paper
    }

    /// Tables that name each other as the one before.
    static func xrefLoop(_ dice: inout Dice) -> [UInt8] {
        let bytes = sound().makeBytes()
        let text = String(decoding: bytes, as: Unicode.ASCII.self)
        let table = text.utf8.count - (text.components("xref\n0 1").last?.utf8.count ?? 0)
        var paper = sound()
        paper.trailerEntries = "/Prev \(table - 8 + dice.roll(-2...2)) /XRefStm \(table - 8)"
        return paper.makeBytes()
    }

    /// A table in a stream (ISO 32000-1, 7.5.8) whose widths and ranges are impossible.
    static func xrefStream(_ dice: inout Dice) -> [UInt8] {
        let extremes = HostilePaper.extremes
        var paper = sound()
        let number = paper.nextNumber
        paper.add(
            flate: Deflate.repeating([1, 0, 0, 1], count: dice.pick([100, 500 << 20])),
            "/Type /XRef /Root 1 0 R /Size \(dice.pick(extremes)) "
                + "/W [\(dice.pick([1, 8, -1, 2_000_000_000])) \(dice.pick([2, 0])) 1] "
                + "/Index [\(dice.pick(extremes)) \(dice.pick(extremes))] /Prev 9")
        let bytes = paper.makeBytes()
        let place =
            String(decoding: bytes, as: Unicode.ASCII.self)
            .components("\(number) 0 obj").first?.utf8.count ?? 0
        return bytes + Array("\nstartxref\n\(place)\n%%EOF\n".utf8)
    }

    /// Pages whose children are their parents.
    static func pageTreeLoop(_ dice: inout Dice) -> [UInt8] {
        var paper = sound()
        let node = paper.nextNumber
        paper.add("<< /Type /Pages /Parent \(node) 0 R /Kids [2 0 R \(node) 0 R] /Count 5 >>")
        paper.declaredKids = dice.pick(["2 0 R", "\(node) 0 R 2 0 R", "11 0 R \(node) 0 R 13 0 R"])
        paper.declaredCount = dice.pick(["3", "100", "-1", "2 0 R"])
        return paper.makeBytes()
    }

    static func millionObjects(_ dice: inout Dice) -> [UInt8] {
        var paper = sound()
        for _ in 0..<dice.pick([50_000, 100_000, 1_000_000]) { paper.add("null") }
        return paper.makeBytes()
    }

    /// More pages than there are.
    static func declaredPages(_ dice: inout Dice) -> [UInt8] {
        var paper = sound()
        paper.declaredCount = dice.pick(["1000000", "19999", "2147483647", "99999999999", "3"])
        return paper.makeBytes()
    }

    /// Nodes within nodes.
    static func deepPageTree(_ dice: inout Dice) -> [UInt8] {
        var paper = sound()
        let first = paper.nextNumber
        let depth = dice.pick([400, 5_000, 100_000])
        for place in 0..<depth {
            let kid = place + 1 < depth ? first + place + 1 : 11
            paper.add(
                "<< /Type /Pages /Parent \(first + place - 1) 0 R /Kids [\(kid) 0 R] /Count 1 >>")
        }
        paper.declaredKids = "\(first) 0 R 13 0 R"
        return paper.makeBytes()
    }

    /// One page, listed very often.
    static func widePageTree(_ dice: inout Dice) -> [UInt8] {
        var paper = sound()
        let count = dice.pick([300, 2_000, 1_000_000])
        paper.declaredKids = String(repeating: "11 0 R ", count: count)
        paper.declaredCount = "\(count)"
        return paper.makeBytes()
    }

    /// A stream of objects that holds itself, or says so.
    static func selfObjectStream(_ dice: inout Dice) -> [UInt8] {
        var paper = sound()
        let number = paper.nextNumber
        let count = dice.pick(["2", "100000", "2147483647", "-1"])
        paper.add(
            stream: "\(number) 0 \(number + 1) 20 << /Kids [\(number) 0 R] >> \(number) 0 R",
            "/Type /ObjStm /N \(count) /First \(dice.pick([12, 0, -5, 2_147_483_647])) "
                + "/Extends \(number) 0 R")
        paper.catalogEntries = "/Names \(number + 1) 0 R /Outlines \(number) 0 R"
        return paper.makeBytes()
    }

    /// Thousands of incremental updates.
    static func updates(_ dice: inout Dice) -> [UInt8] {
        var bytes = sound().makeBytes()
        var last = 0
        for _ in 0..<dice.pick([10, 5_000]) {
            let object = bytes.count
            bytes += "1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n".utf8
            let table = bytes.count
            let digits = String(object)
            let place = String(repeating: "0", count: 10 - digits.count) + digits
            let previous = dice.roll(0...50) == 0 ? table : last
            bytes += "xref\n1 1\n\(place) 00000 n \ntrailer << /Root 1 0 R /Size 20 ".utf8
            bytes += "/Prev \(previous) >>\nstartxref\n\(table)\n%%EOF\n".utf8
            last = table
        }
        return bytes
    }

    /// Fields whose children are their parents, or are too many.
    static func formFields(_ dice: inout Dice) -> [UInt8] {
        var paper = sound()
        let first = paper.nextNumber
        let count = dice.pick([1, 3, 10_000])
        for place in 0..<count {
            let next = first + (place + 1) % count
            paper.add(
                "<< /T (Field) /FT /Tx /Parent \(next) 0 R /Kids [\(next) 0 R] /DA (/H 0 Tf) "
                    + "/Rect [0 0 595 842] >>")
        }
        let list = (0..<count).map { "\(first + $0) 0 R" }.joined(separator: " ")
        paper.catalogEntries = "/AcroForm << /Fields [\(list)] /NeedAppearances true >>"
        return paper.makeBytes()
    }

    static func outlineLoop(_ dice: inout Dice) -> [UInt8] {
        var paper = sound()
        let first = paper.nextNumber
        let count = dice.pick([1, 3, 20_000])
        for place in 0..<count {
            let next = first + (place + 1) % count
            paper.add(
                "<< /Title (Item) /Next \(next) 0 R /First \(next) 0 R /Parent \(first) 0 R "
                    + "/Dest [\(first) 0 R /Fit] >>")
        }
        paper.catalogEntries =
            "/Outlines << /First \(first) 0 R /Last \(first) 0 R >> "
            + "/PageLabels << /Kids [\(first) 0 R] /Nums [0 << /S /r /St 2147483647 >>] >>"
        return paper.makeBytes()
    }

    static func structureLoop(_ dice: inout Dice) -> [UInt8] {
        var paper = sound()
        let first = paper.nextNumber
        let depth = dice.pick([1, 4, 100_000])
        for place in 0..<depth {
            let kid = first + (place + 1) % depth
            paper.add(
                "<< /Type /StructElem /S /P /P \(first) 0 R /K [\(kid) 0 R \(kid) 0 R] "
                    + "/Pg 11 0 R >>")
        }
        paper.catalogEntries =
            "/MarkInfo << /Marked true >> /StructTreeRoot << /Type /StructTreeRoot "
            + "/K \(first) 0 R /RoleMap << /P /Q /Q /P >> >>"
        return paper.makeBytes()
    }

    /// Lengths, contents and boxes that are references to themselves.
    static func lengthLoop(_ dice: inout Dice) -> [UInt8] {
        var paper = sound()
        let number = paper.nextNumber
        paper.set(number, "\(number) 0 R")
        paper.set(
            number + 1,
            "<< /Length \(number + dice.roll(0...1)) 0 R /Filter \(number) 0 R >>\n"
                + "stream\nq\nendstream")
        paper.addPage(
            contents: "[\(number + 1) 0 R \(number) 0 R]",
            entries: "/MediaBox \(number) 0 R /Rotate \(number) 0 R /UserUnit \(number) 0 R")
        return paper.makeBytes()
    }

    static func encryption(_ dice: inout Dice) -> [UInt8] {
        let extremes = HostilePaper.extremes
        var paper = sound()
        let long = String(repeating: "a", count: dice.pick([0, 32, 48, 127, 1_000_000]))
        paper.trailerEntries =
            "/Encrypt << /Filter /\(dice.pick(["Standard", "Adobe.PubSec", "None"])) "
            + "/V \(dice.pick([0, 1, 2, 4, 5, 99])) /R \(dice.pick([2, 3, 4, 5, 6, -7])) "
            + "/Length \(dice.pick(extremes)) /O (\(long)) /U (\(long)) /OE (\(long)) /UE (x) "
            + "/P \(dice.pick(extremes)) /StmF /StdCF /StrF /StdCF "
            + "/CF << /StdCF << /CFM /\(dice.pick(["AESV3", "AESV2", "V2", "Own"])) "
            + "/Length \(dice.pick(extremes)) >> >> >> /ID [() (\(long))]"
        return paper.makeBytes()
    }

    /// What a document says about itself, without measure.
    static func facts(_ dice: inout Dice) -> [UInt8] {
        var paper = sound()
        let title = String(repeating: "long ", count: dice.pick([1_000, 2_000_000]))
        let metadata = paper.add(
            flate: Deflate.repeating(Array("<rdf:li>".utf8), count: dice.pick([100, 300]) << 20),
            "/Type /Metadata /Subtype /XML")
        paper.trailerEntries = "/Info << /Title (\(title)) /CreationDate (D:99999999999999999) >>"
        paper.catalogEntries =
            "/Metadata \(metadata) 0 R /Lang (\(title.prefix(5_000))) /Version /9.99999999 "
            + "/PageMode /\(title.prefix(2_000).filter { $0 != " " })"
        return paper.makeBytes()
    }
}

extension String {
    /// What stands between the places where `word` does.
    fileprivate func components(_ word: String) -> [Substring] {
        split(separator: word, omittingEmptySubsequences: false)
    }
}
