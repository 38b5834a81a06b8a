import PDF
import XCTest

final class WordTests: XCTestCase {
    func testWordsStandWhereTheyWereDrawn() throws {
        let page = try makePage(content: PDFMaker.text("Hello world"))
        XCTAssertEqual(page.words.map(\.text), ["Hello", "world"])
        let box = page.words[0].box
        XCTAssertEqual(box.x, 20, accuracy: 0.01)
        // Helvetica: H 722, e 556, l 222, l 222, o 556 thousandths of 10 points.
        XCTAssertEqual(box.width, 22.78, accuracy: 0.1)
        // The baseline is 300 above the bottom of a page of 400.
        XCTAssertLessThan(box.y, 100)
        XCTAssertGreaterThan(box.maxY, 100)
        XCTAssertEqual(page.words[0].style.fontSize, 10, accuracy: 0.01)
    }

    func testPlacesAreTheSameWithAndWithoutRaster() throws {
        let document = try PDFMaker.onePage(.init(content: PDFMaker.text("Hello world")))
            .makeDocument()
        let drawn = try document.readPage(at: 0)
        let read = try document.readPage(at: 0, withRaster: false)
        XCTAssertNil(read.raster)
        XCTAssertEqual(read.text, drawn.text)
        for (a, b) in zip(read.words, drawn.words) {
            XCTAssertEqual(a.box.x, b.box.x, accuracy: 1e-6)
            XCTAssertEqual(a.box.maxY, b.box.maxY, accuracy: 1e-6)
        }
    }

    func testRotatedPageTurnsBoxesWithIt() throws {
        let page = try makePage(.init(extra: "/Rotate 90", content: PDFMaker.text("Hello")))
        XCTAssertEqual(page.width, 400)
        XCTAssertEqual(page.height, 200)
        XCTAssertEqual(page.rotation, 90)
        // Turned clockwise, the left edge is on top and the bottom on the left.
        let box = try XCTUnwrap(page.words.first).box
        XCTAssertEqual(box.y, 20, accuracy: 0.01)
        XCTAssertEqual(box.height, 22.78, accuracy: 0.1)
        XCTAssertLessThan(box.x, 300)
        XCTAssertGreaterThan(box.maxX, 300)
    }

    func testCropBoxMovesTheOrigin() throws {
        let page = try makePage(
            .init(extra: "/CropBox [10 100 150 350]", content: PDFMaker.text("Hello")))
        XCTAssertEqual(page.width, 140)
        XCTAssertEqual(page.height, 250)
        let box = try XCTUnwrap(page.words.first).box
        XCTAssertEqual(box.x, 10, accuracy: 0.01)
        XCTAssertLessThan(box.y, 50)
        XCTAssertGreaterThan(box.maxY, 50)
    }

    func testTextInTransparencyGroupKeepsItsPlace() throws {
        var maker = PDFMaker()
        let form = maker.addStream(
            """
            /Type /XObject /Subtype /Form /BBox [0 0 100 50] /Group << /S /Transparency /I true >>
            /Resources << /Font << /F1 3 0 R >> >>
            """, Array("BT /F1 10 Tf 5 20 Td (Group) Tj ET".utf8))
        maker.addPage(.init(content: "1 0 0 1 50 60 cm /Im0 Do", images: [form]))
        let box = try XCTUnwrap(maker.makeDocument().readPage(at: 0).words.first).box
        XCTAssertEqual(box.x, 55, accuracy: 0.01)
        XCTAssertLessThan(box.y, 320)
        XCTAssertGreaterThan(box.maxY, 320)
    }

    func testLinesAndBlocksShapeTheText() throws {
        let content = """
            BT /F1 10 Tf 20 300 Td (one two) Tj 0 -12 Td (three) Tj 0 -100 Td (far away) Tj ET
            """
        let page = try makePage(content: content)
        XCTAssertEqual(page.text, "one two\nthree\n\nfar away\n")
        XCTAssertEqual(page.words.map(\.line), [0, 0, 1, 2, 2])
        XCTAssertEqual(page.words.map(\.block), [0, 0, 0, 1, 1])
        XCTAssertTrue(page.words.allSatisfy(\.isFollowedBySpace))
    }

    func testRenderModeThreeIsInvisible() throws {
        let page = try makePage(
            content: "BT /F1 10 Tf 20 300 Td (seen) Tj 3 Tr 0 -20 Td (hidden) Tj ET")
        XCTAssertEqual(page.words.map(\.text), ["seen", "hidden"])
        XCTAssertEqual(page.words.map(\.style.isInvisible), [false, true])
    }

    func testFontNameTellsStyle() throws {
        var maker = PDFMaker()
        let font = maker.add("<< /Type /Font /Subtype /Type1 /BaseFont /Courier-BoldOblique >>")
        // The page's own resources win over those of the maker.
        maker.addPage(
            .init(
                resources: "/Font << /F1 \(font) 0 R >>",
                content: PDFMaker.text("bold")))
        let word = try XCTUnwrap(maker.makeDocument().readPage(at: 0).words.first)
        XCTAssertEqual(
            word.style,
            TextStyle(fontSize: 10, isBold: true, isItalic: true, isFixedWidth: true))
    }

    func testMarkedContentBelongsToTheInnermostIdentifier() throws {
        let page = try makePage(
            content: """
                /P << /MCID 7 >> BDC BT /F1 10 Tf 20 300 Td (outer) Tj ET
                /Span << /MCID 8 >> BDC BT /F1 10 Tf 20 280 Td (inner) Tj ET EMC
                /Span << /Lang (en) >> BDC BT /F1 10 Tf 20 260 Td (same) Tj ET EMC EMC
                BT /F1 10 Tf 20 240 Td (none) Tj ET
                """)
        XCTAssertEqual(page.words.map(\.text), ["outer", "inner", "same", "none"])
        XCTAssertEqual(page.words.map(\.markedContent), [7, 8, 7, nil])
    }

    func testFormNumbersItsContentForItself() throws {
        var maker = PDFMaker()
        let form = maker.addStream(
            """
            /Type /XObject /Subtype /Form /BBox [0 0 200 400]
            /Resources << /Font << /F1 3 0 R >> >>
            """,
            Array("/P << /MCID 0 >> BDC BT /F1 10 Tf 20 300 Td (form) Tj ET EMC".utf8))
        maker.addPage(
            .init(
                content: "/Im0 Do /P << /MCID 0 >> BDC BT /F1 10 Tf 20 200 Td (page) Tj ET EMC",
                images: [form]))
        let page = try maker.makeDocument().readPage(at: 0)
        XCTAssertEqual(page.words.map(\.markedContent), [form << 24, 0])
    }

    func testActualTextReplacesWhatIsDrawn() throws {
        let page = try makePage(
            content: "/Span << /ActualText (fine) >> BDC BT /F1 10 Tf 20 300 Td (f1ne) Tj ET EMC")
        XCTAssertEqual(page.words.map(\.text), ["fine"])
    }

    func testRightToLeftTextIsInLogicalOrder() throws {
        var maker = PDFMaker()
        let map = maker.addStream(
            "",
            Array(
                """
                1 begincodespacerange <00> <ff> endcodespacerange
                3 beginbfchar <61> <05d0> <62> <05d1> <63> <05d2> endbfchar
                """.utf8))
        let font = maker.add(
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode \(map) 0 R >>")
        maker.addPage(
            .init(
                resources: "/Font << /F1 \(font) 0 R >>",
                content: "BT /F1 10 Tf 20 300 Td [(ab) -300 (ca)] TJ ET"))
        let page = try maker.makeDocument().readPage(at: 0)
        XCTAssertEqual(page.words.map(\.text), ["\u{5d0}\u{5d2}", "\u{5d1}\u{5d0}"])
        XCTAssertEqual(page.text, "\u{5d0}\u{5d2} \u{5d1}\u{5d0}\n")
    }

    /// A page whose letters a, b, c are Hebrew and m is a mark over them; x and y
    /// are Thai.
    private func makeScriptPage(content: String) throws -> PageReading {
        var maker = PDFMaker()
        let map = maker.addStream(
            "",
            Array(
                """
                1 begincodespacerange <00> <ff> endcodespacerange
                4 beginbfchar <61> <05d0> <62> <05d1> <63> <05d2> <6d> <05b8> endbfchar
                2 beginbfchar <78> <0e01> <79> <0e02> endbfchar
                5 beginbfrange <20> <40> <0020> <41> <5a> <0041> endbfrange
                """.utf8))
        let font = maker.add(
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode \(map) 0 R >>")
        maker.addPage(
            .init(resources: "/Font << /F1 \(font) 0 R >>", content: "BT /F1 10 Tf \(content) ET"))
        return try maker.makeDocument().readPage(at: 0)
    }

    func testNumbersAndLatinKeepTheirSpacesInRightToLeftText() throws {
        let page = try makeScriptPage(content: "20 300 Td (cba ,19 cab \\(OX\\) abc 5% ca) Tj")
        XCTAssertEqual(
            page.text,
            "\u{5d0}\u{5d2} 5% \u{5d2}\u{5d1}\u{5d0} )OX( \u{5d1}\u{5d0}\u{5d2} 19, "
                + "\u{5d0}\u{5d1}\u{5d2}\n")
    }

    func testRightToLeftLettersDrawnOneByOneAreOneWord() throws {
        let page = try makeScriptPage(
            content: "60 300 Td (a) Tj -5.6 0 Td (b) Tj -5 0 Td (c) Tj -9 0 Td (a) Tj")
        XCTAssertEqual(page.words.map(\.text), ["\u{5d0}\u{5d1}\u{5d2}", "\u{5d0}"])
        let box = try XCTUnwrap(page.words.first).box
        XCTAssertEqual(box.x, 49.4, accuracy: 0.01)
        XCTAssertEqual(box.maxX, 65.56, accuracy: 0.01)
    }

    func testSmallGapsBetweenThaiLettersAreNoSpaces() throws {
        let page = try makeScriptPage(content: "20 300 Td [(x) -120 (yx) -300 (y)] TJ")
        XCTAssertEqual(page.words.map(\.text), ["\u{e01}\u{e02}\u{e01}", "\u{e02}"])
    }

    func testMarkFollowsItsRightToLeftLetter() throws {
        // The mark is drawn without a width at its letter's right edge.
        let page = try makeScriptPage(
            content: "60 300 Td (a) Tj -5.6 0 Td (b) Tj 5.5 0 Td 0.01 Tz (m) Tj 100 Tz "
                + "-10.5 0 Td (c) Tj")
        XCTAssertEqual(page.text, "\u{5d0}\u{5d1}\u{5b8}\u{5d2}\n")
    }

    func testType3TextIsReadAndDrawnInOnePass() throws {
        var maker = PDFMaker()
        let glyph = maker.addStream("", Array("1000 0 0 0 1000 1000 d1 0 0 800 800 re f".utf8))
        let font = maker.add(
            """
            << /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000]
            /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 97 /LastChar 97 /Widths [1000]
            /Encoding << /Type /Encoding /Differences [97 /a] >> /CharProcs << /a \(glyph) 0 R >>
            /Resources << >> >>
            """)
        maker.addPage(
            .init(
                resources: "/Font << /F1 \(font) 0 R >>",
                content: "BT /F1 20 Tf 20 300 Td (aa) Tj 100 0 Td (a) Tj ET"))
        let document = try maker.makeDocument()
        let drawn = try document.readPage(at: 0)
        let read = try document.readPage(at: 0, withRaster: false)
        XCTAssertEqual(drawn.words.map(\.text), ["aa", "a"])
        for (a, b) in zip(read.words, drawn.words) {
            XCTAssertEqual(a.box.x, b.box.x, accuracy: 1e-6)
            XCTAssertEqual(a.box.width, b.box.width, accuracy: 1e-6)
            XCTAssertEqual(a.box.y, b.box.y, accuracy: 1e-6)
        }
        let raster = try XCTUnwrap(drawn.raster)
        // The middle of the first glyph, at 0.8 pixels a point.
        XCTAssertEqual(raster.color(x: 22, y: 73), [0, 0, 0])
    }

    private func makePage(content: String) throws -> PageReading {
        try makePage(.init(content: content))
    }

    private func makePage(_ page: PDFMaker.Page) throws -> PageReading {
        try PDFMaker.onePage(page).makeDocument().readPage(at: 0)
    }
}
