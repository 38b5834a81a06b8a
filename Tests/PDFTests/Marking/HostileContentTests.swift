import PDF
import XCTest

/// Whatever a page's content leaves behind, the mark is seen over it.
final class HostileContentTests: XCTestCase {
    /// Paints the page white, so that only what comes later is seen.
    private static let cover = "1 g 0 0 200 400 re f "

    private func assertMarkIsSeen(
        _ content: String, _ change: (inout PDFMaker, inout PDFMaker.Page) -> Void = { _, _ in },
        line: UInt = #line
    ) throws {
        var maker = PDFMaker()
        var page = PDFMaker.Page(content: Self.cover + content)
        change(&maker, &page)
        maker.addPage(page)
        try assertMarkIsSeen(maker, line: line)
    }

    private func assertMarkIsSeen(_ maker: PDFMaker, line: UInt) throws {
        let marked = try MarkedPDF(maker)
        try marked.check()
        let box = try XCTUnwrap(try marked.markBox(), "the mark is hidden", line: line)
        XCTAssertGreaterThan(box.width, 0.1, line: line)
        XCTAssertGreaterThan(box.y, 0.75, line: line)
    }

    func testStateLeftOpen() throws {
        try assertMarkIsSeen("q q q 1 0 0 1 1000 1000 cm")
    }

    func testMoreRestoresThanSaves() throws {
        try assertMarkIsSeen("Q Q Q 0 0 0 0 re W n 1 0 0 1 1000 1000 cm")
    }

    func testRestoresBeforeSaves() throws {
        try assertMarkIsSeen("Q Q q q q 1 0 0 1 1000 1000 cm")
    }

    func testClipToNothing() throws {
        try assertMarkIsSeen("0 0 0 0 re W n")
    }

    func testPathLeftOpen() throws {
        try assertMarkIsSeen("1000 1000 1 1 re W")
    }

    func testTextLeftOpen() throws {
        try assertMarkIsSeen("BT /F1 10 Tf 7 Tr 1 0 0 1 9999 9999 Tm (x) Tj")
    }

    func testTextInText() throws {
        try assertMarkIsSeen("BT BT BT /F1 10 Tf 7 Tr (x) Tj ET")
    }

    func testMarkedContentLeftOpen() throws {
        try assertMarkIsSeen("/A BMC /B <</MCID 0>> BDC")
    }

    func testHiddenContentLeftOpen() throws {
        try assertMarkIsSeen("/OC /Off BDC /OC /Off BDC", Self.hideOff)
    }

    func testHiddenContentWithBrokenEnd() throws {
        try assertMarkIsSeen("/OC /Off BDC q /OC /Off BDC ( never closed", Self.hideOff)
    }

    func testStringWithoutEnd() throws {
        try assertMarkIsSeen("(never (closed)")
    }

    func testHexadecimalStringWithoutEnd() throws {
        try assertMarkIsSeen("<4142")
    }

    func testArrayWithoutEnd() throws {
        try assertMarkIsSeen("[1 2 [3")
    }

    func testDictionaryWithoutEnd() throws {
        try assertMarkIsSeen("/A <</B <</C 1")
    }

    func testInlineImageWithoutEnd() throws {
        try assertMarkIsSeen("BI /W 4000 /H 4000 /BPC 8 /CS /G ID xyz")
    }

    func testInlineImageThatWantsMoreThanThereIs() throws {
        try assertMarkIsSeen("q BI /W 4000 /H 4000 /BPC 8 /CS /G ID xyz EI Q")
    }

    func testCommentAtTheEnd() throws {
        try assertMarkIsSeen("0 0 0 0 re W n % and nothing after")
    }

    func testOperandsLeftOver() throws {
        try assertMarkIsSeen("1 0 0 1 1000 1000")
    }

    func testUnknownOperators() throws {
        try assertMarkIsSeen(String(repeating: "1 2 l h m c v y nonsense ", count: 200))
    }

    func testMissingResources() throws {
        try assertMarkIsSeen(String(repeating: "/Nope Do /Nope gs /Nope sh ", count: 200))
    }

    func testGlyphOperators() throws {
        try assertMarkIsSeen("0 0 0 0 0 0 d1")
    }

    func testVeryDeepState() throws {
        try assertMarkIsSeen(String(repeating: "q ", count: 20_000))
    }

    func testContentThatDrawsTheMarkItself() throws {
        try assertMarkIsSeen("/MunimentMark0 Do /MunimentPage Do")
    }

    func testEmptyContent() throws {
        var maker = PDFMaker()
        maker.addPage(PDFMaker.Page(content: ""))
        try assertMarkIsSeen(maker, line: #line)
    }

    func testInvalidContents() throws {
        for contents in ["7", "null", "[1 (x) null]", "99 0 R", "<< >>"] {
            try assertMarkIsSeen("") { _, page in page.extra = "/Contents \(contents)" }
        }
    }

    func testInvalidResources() throws {
        for resources in ["7", "null", "[]", "99 0 R", "<< /XObject 7 >>"] {
            try assertMarkIsSeen("") { _, page in page.extra = "/Resources \(resources)" }
        }
    }

    func testContentThatCannotBeDecoded() throws {
        var maker = PDFMaker()
        let broken = maker.addStream("/Filter /FlateDecode", Array("no flate".utf8))
        let unknown = maker.addStream("/Filter /NoSuchDecode", Array("q q q".utf8))
        for contents in ["\(broken) 0 R", "\(unknown) 0 R", "[\(broken) 0 R \(unknown) 0 R]"] {
            maker.addPage(PDFMaker.Page(extra: "/Contents \(contents)", content: ""))
        }
        let marked = try MarkedPDF(maker)
        try marked.check()
        for page in 0..<3 { XCTAssertNotNil(try marked.markBox(ofPage: page)) }
    }

    func testContentInPiecesThatSplitWhatBelongsTogether() throws {
        var maker = PDFMaker()
        let first = maker.addStream("", Array("q q /OC /Off BDC [".utf8))
        let second = maker.addStream("", Array("1 2] 0 d BT".utf8))
        Self.hideOff(&maker)
        maker.addPage(
            PDFMaker.Page(
                extra: "/Contents [\(first) 0 R \(second) 0 R]",
                resources: "/Properties << /Off \(maker.nextObject - 1) 0 R >>", content: ""))
        try assertMarkIsSeen(maker, line: #line)
    }

    /// Adds a layer that is off.
    private static func hideOff(_ maker: inout PDFMaker) {
        let layer = maker.add("<< /Type /OCG /Name (Off) >>")
        maker.catalog =
            "/OCProperties << /OCGs [\(layer) 0 R] /D << /BaseState /ON /OFF [\(layer) 0 R] >> >>"
    }

    private static func hideOff(_ maker: inout PDFMaker, _ page: inout PDFMaker.Page) {
        hideOff(&maker)
        page.resources =
            "/Font << /F1 3 0 R >> /Properties << /Off \(maker.nextObject - 1) 0 R >>"
    }
}
