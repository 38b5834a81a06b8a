import Glibc
import PDF
import XCTest

final class DamageTests: XCTestCase {
    func testFileThatIsNoPDFIsUnreadable() {
        assertError(.unreadable) { try PDFDocument(bytes: Array("GIF89a, not a PDF".utf8)) }
    }

    func testEmptyFileIsUnreadable() {
        assertError(.unreadable) { try PDFDocument(bytes: []) }
    }

    func testBadDescriptorIsUnreadable() {
        assertError(.unreadable) { try PDFDocument(descriptor: -1) }
    }

    func testDocumentWithoutPagesIsRefused() {
        assertError(.noPages) { try PDFMaker().makeDocument() }
    }

    func testTooManyPagesAreRefused() {
        var limits = ReadingLimits()
        limits.maxPages = 1
        var maker = PDFMaker()
        maker.addPage(.init(content: ""))
        maker.addPage(.init(content: ""))
        assertError(.tooManyPages) { try maker.makeDocument(limits: limits) }
    }

    func testPageBeyondTheLastIsMissing() throws {
        let document = try PDFMaker.onePage(.init(content: "")).makeDocument()
        assertError(.missingPage) { try document.readPage(at: 1) }
        assertError(.missingPage) { try document.readPage(at: -1) }
    }

    func testTruncatedFileIsReadAndSaysSo() throws {
        var bytes = PDFMaker.onePage(.init(content: PDFMaker.text("Hello"))).makeBytes()
        bytes.removeLast(12)
        let document = try PDFDocument(bytes: bytes)
        XCTAssertEqual(try document.readPage(at: 0).words.map(\.text), ["Hello"])
        XCTAssertFalse(document.facts.complaints.isEmpty)
    }

    func testPagesInFrontOfACutAreRescued() throws {
        var maker = PDFMaker()
        for word in ["one", "two", "three"] { maker.addPage(.init(content: PDFMaker.text(word))) }
        let bytes = maker.makeBytes()
        let text = String(decoding: bytes, as: UTF8.self)
        let end = try XCTUnwrap(text.range(of: "xref")).lowerBound
        let document = try PDFDocument(
            bytes: Array(text[..<end].replacing("/Catalog", with: "/Lost").utf8))
        XCTAssertEqual(
            try (0..<document.facts.pageCount).map { page in
                try document.readPage(at: page).words.map(\.text)
            }, [["one"], ["two"], ["three"]])
        XCTAssertFalse(document.facts.complaints.isEmpty)
    }

    func testNothingIsRescuedFromAnEncryptedFile() {
        let file = "%PDF-1.4\n1 0 obj\n<< /Type /Page /MediaBox [0 0 9 9] >>\nendobj\n/Encrypt"
        assertError(.unreadable) { try PDFDocument(bytes: Array(file.utf8)) }
    }

    func testAPageTreeIsNoPage() {
        let file = "%PDF-1.4\n1 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
        assertError(.unreadable) { try PDFDocument(bytes: Array(file.utf8)) }
    }

    func testBrokenStreamIsComplainedOfOnItsPageOnly() throws {
        var maker = PDFMaker()
        maker.addPage(.init(content: PDFMaker.text("good")))
        let broken = maker.addStream(
            "/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Filter /FlateDecode",
            Array("not deflated".utf8))
        maker.addPage(.init(content: "/Im0 Do \(PDFMaker.text("rest"))", images: [broken]))
        maker.addPage(.init(content: PDFMaker.text("good")))
        let document = try maker.makeDocument()
        let complaints = try (0..<3).map { try document.readPage(at: $0).complaints }
        XCTAssertEqual(complaints[0], [])
        XCTAssertFalse(complaints[1].isEmpty)
        XCTAssertEqual(complaints[2], [])
        XCTAssertEqual(try document.readPage(at: 1).words.map(\.text), ["rest"])
    }

    func testRemarksOnStyleAreNoComplaints() throws {
        let page = try PDFMaker.onePage(.init(content: "nonsense 1 0 0 rg")).makeDocument()
            .readPage(at: 0)
        XCTAssertEqual(page.complaints, [])
    }

    func testComplaintsHoldNoTextOfTheDocument() throws {
        let page = try PDFMaker.onePage(.init(content: "/secretname Do")).makeDocument()
            .readPage(at: 0)
        XCTAssertFalse(page.complaints.isEmpty)
        XCTAssertFalse(page.complaints.contains { $0.contains("secret") })
    }

    func testComplaintsAreBounded() throws {
        var limits = ReadingLimits()
        limits.maxComplaints = 1
        let content = "/Missing Do /F9 12 Tf BT (a) Tj ET"
        let page = try PDFMaker.onePage(.init(content: content)).makeDocument(limits: limits)
            .readPage(at: 0)
        XCTAssertEqual(page.complaints.count, 1)
    }

    func testWordsStopAtTheLimit() throws {
        var limits = ReadingLimits()
        limits.maxWordsPerPage = 2
        let page = try makePage("one two three", limits: limits)
        XCTAssertEqual(page.words.map(\.text), ["one", "two"])
        XCTAssertEqual(page.text, "one two\n")
        XCTAssertEqual(page.complaints.count, 1)
    }

    func testTextStopsAtTheLimit() throws {
        var limits = ReadingLimits()
        limits.maxPageTextBytes = 6
        let page = try makePage("one two three", limits: limits)
        XCTAssertLessThanOrEqual(page.text.utf8.count, 6)
        XCTAssertTrue(page.text.hasPrefix("one"))
        XCTAssertEqual(page.complaints.count, 1)
    }

    func testImagesStopAtTheLimit() throws {
        var limits = ReadingLimits()
        limits.maxImagesPerPage = 1
        var maker = PDFMaker()
        let image = maker.addImage(width: 1, height: 1, pixels: [0, 0, 0])
        let places = ["10 10", "100 10", "10 100"]
        let content = places.map { "q 20 0 0 20 \($0) cm /Im0 Do Q" }.joined(separator: "\n")
        maker.addPage(.init(content: content + " " + PDFMaker.text("kept"), images: [image]))
        let page = try maker.makeDocument(limits: limits).readPage(at: 0)
        XCTAssertEqual(page.images.count, 1)
        XCTAssertEqual(page.words.map(\.text), ["kept"])
        XCTAssertEqual(page.complaints.count, 1)
    }

    func testPageSizesThatCannotBe() throws {
        for box in ["[0 0 0 0]", "[0 0 1e38 1e38]", "[5 5 5 900]", "[a b c d]", "[0 0 200000 9]"] {
            let document = try PDFMaker.onePage(.init(mediaBox: box, content: "")).makeDocument()
            let raster = try? document.readPage(at: 0).raster
            XCTAssertLessThanOrEqual(raster?.pixels.count ?? 0, 320 * 320 * 3, box)
        }
    }

    func testDescriptorStaysTheCallers() throws {
        let file = try XCTUnwrap(tmpfile())
        defer { fclose(file) }
        let descriptor = fileno(file)
        let bytes = PDFMaker.onePage(.init(content: PDFMaker.text("Hello"))).makeBytes()
        XCTAssertEqual(write(descriptor, bytes, bytes.count), bytes.count)
        let document = try PDFDocument(descriptor: descriptor)
        XCTAssertEqual(try document.readPage(at: 0).words.map(\.text), ["Hello"])
        XCTAssertNotEqual(fcntl(descriptor, F_GETFD), -1)
    }

    private func makePage(_ text: String, limits: ReadingLimits) throws -> PageReading {
        try PDFMaker.onePage(.init(content: PDFMaker.text(text))).makeDocument(limits: limits)
            .readPage(at: 0)
    }

    private func assertError(
        _ code: PDFError.Code, file: StaticString = #filePath, line: UInt = #line,
        _ body: () throws -> Any
    ) {
        XCTAssertThrowsError(try body(), file: file, line: line) { error in
            XCTAssertEqual((error as? PDFError)?.code, code, file: file, line: line)
        }
    }
}
