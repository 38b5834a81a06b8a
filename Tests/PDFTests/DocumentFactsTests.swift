import PDF
import XCTest

final class DocumentFactsTests: XCTestCase {
    func testFactsComeFromTheInformationDictionary() throws {
        var maker = PDFMaker.onePage(.init(content: ""))
        maker.info = """
            /Title <FEFF0056006500720074007200E400670065> /Author (A\\001nn)
            /Subject <EFBBBFC3A4> /Producer (Maker) /CreationDate (D:20240102030405+01'00')
            """
        maker.catalog = "/Lang (de-AT)"
        let facts = try maker.makeDocument().facts
        XCTAssertEqual(facts.title, "Vertr\u{e4}ge")
        XCTAssertEqual(facts.author, "Ann")
        XCTAssertEqual(facts.subject, "\u{e4}")
        XCTAssertEqual(facts.producer, "Maker")
        XCTAssertNil(facts.keywords)
        XCTAssertEqual(facts.language, "de-AT")
        XCTAssertEqual(facts.version, "1.7")
        XCTAssertEqual(facts.pageCount, 1)
        // 2024-01-02 02:04:05 UTC.
        XCTAssertEqual(facts.createdAt, 1_704_161_045_000_000)
        XCTAssertNil(facts.modifiedAt)
        XCTAssertFalse(facts.isEncrypted)
        XCTAssertFalse(facts.isTagged)
        XCTAssertFalse(facts.hasForm)
        XCTAssertEqual(facts.complaints, [])
    }

    func testLongFactIsCut() throws {
        var maker = PDFMaker.onePage(.init(content: ""))
        maker.info = "/Title (\(String(repeating: "x", count: 300)))"
        var limits = ReadingLimits()
        limits.maxFactLength = 100
        XCTAssertEqual(try maker.makeDocument(limits: limits).facts.title?.count, 100)
    }

    func testFormIsSeen() throws {
        var maker = PDFMaker.onePage(.init(content: ""))
        let field = maker.add("<< /FT /Tx /T (name) >>")
        maker.catalog = "/AcroForm << /Fields [\(field) 0 R] >>"
        XCTAssertTrue(try maker.makeDocument().facts.hasForm)
    }

    func testPageLabelsAreThePagesOwnNumbers() throws {
        var maker = PDFMaker()
        for _ in 0..<3 { maker.addPage(.init(content: "")) }
        maker.catalog = "/PageLabels << /Nums [0 << /S /r >> 2 << /S /D /St 7 >>] >>"
        let document = try maker.makeDocument()
        let labels = try (0..<3).map { try document.readPage(at: $0).label }
        XCTAssertEqual(labels, ["i", "ii", "7"])
    }

    func testPageWithoutLabelsHasNone() throws {
        let document = try PDFMaker.onePage(.init(content: "")).makeDocument()
        XCTAssertNil(try document.readPage(at: 0).label)
    }

    func testOutlineIsFlatInPreOrder() throws {
        let outline = try makeOutlinedDocument().facts.outline
        XCTAssertEqual(
            outline,
            [
                OutlineItem(title: "One", depth: 0, page: 0),
                OutlineItem(title: "Inside", depth: 1, page: 1),
                OutlineItem(title: "Two", depth: 0, page: nil),
            ])
    }

    func testOutlineStopsAtTheLimit() throws {
        var limits = ReadingLimits()
        limits.maxOutlineItems = 2
        XCTAssertEqual(try makeOutlinedDocument(limits: limits).facts.outline.count, 2)
    }

    /// The last item leads back to the first one.
    private func makeOutlinedDocument(limits: ReadingLimits = ReadingLimits()) throws
        -> PDFDocument
    {
        var maker = PDFMaker()
        let first = maker.addPage(.init(content: ""))
        let second = maker.addPage(.init(content: ""))
        let one = maker.nextObject
        maker.add(
            "<< /Title (One) /Dest [\(first) 0 R /Fit] /First \(one + 1) 0 R /Next \(one + 2) 0 R >>"
        )
        maker.add("<< /Title (Inside) /A << /S /GoTo /D [\(second) 0 R /Fit] >> >>")
        maker.add(
            "<< /Title (Two) /A << /S /URI /URI (http://example.com) >> /Next \(one) 0 R >>")
        maker.catalog = "/Outlines << /First \(one) 0 R >>"
        return try maker.makeDocument(limits: limits)
    }
}
