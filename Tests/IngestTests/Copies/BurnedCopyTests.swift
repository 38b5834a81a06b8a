import Foundation
import PDF
import StoreTestSupport
import TestSupport
import XCTest

@testable import Ingest

/// What a burned copy keeps of its document, and what it must not keep.
final class BurnedCopyTests: XCTestCase {
    /// A document with everything that a copy must not carry on, and with links.
    private var laden: PlainPDF {
        var pdf = PlainPDF(
            pages: ["\(PlainPDF.text("SECRETCONTENT")) /F Do", PlainPDF.text("target")],
            form: PlainPDF.text("SECRETFORM"),
            pageEntries: "/Annots [1000 0 R 1001 0 R 1002 0 R 1003 0 R 1004 0 R] "
                + "/AA << /O << /S /JavaScript /JS (SECRETSCRIPT) >> >>",
            catalog: "/OpenAction << /S /JavaScript /JS (SECRETSCRIPT) >> "
                + "/AcroForm << /Fields [1002 0 R] >> /Lang (en-GB) "
                + "/PageLabels << /Nums [0 << /S /r >> 1 << /P (A-) /S /D /St 7 >>] >> "
                + "/Outlines 1010 0 R /Names 1020 0 R /Metadata 1030 0 R")
        pdf.add(
            1_000,
            "<< /Type /Annot /Subtype /Link /Rect [20 20 90 40] /Contents (SECRETNOTE) "
                + "/A << /S /URI /URI (https://example.org/a) /Next << /S /Launch "
                + "/F (SECRETLAUNCH) >> >> >>")
        pdf.add(1_001, "<< /Subtype /Link /Rect [20 50 90 70] /Dest [12 0 R /XYZ 0 400 0] >>")
        pdf.add(
            1_002,
            "<< /Subtype /Widget /FT /Tx /T (SECRETFIELD) /V (SECRETVALUE) "
                + "/Rect [20 80 90 99] >>")
        pdf.add(1_003, "<< /Subtype /Text /Rect [0 0 9 9] /Contents (SECRETNOTE) >>")
        pdf.add(1_004, "<< /Subtype /Link /Rect [1 1 9 9] /Dest [1040 0 R /Fit] >>")
        pdf.add(1_010, "<< /Type /Outlines /First 1011 0 R /Last 1011 0 R /Count 1 >>")
        pdf.add(
            1_011, "<< /Title (Chapter) /Parent 1010 0 R /Dest (there) /SE (SECRETELEMENT) >>")
        pdf.add(
            1_020,
            "<< /Dests << /Names [(there) [12 0 R /Fit]] >> "
                + "/EmbeddedFiles << /Names [(a) << /EF << /F 1021 0 R >> >>] >> >>")
        pdf.addStream(1_021, "/Type /EmbeddedFile", "SECRETFILE")
        pdf.addStream(1_030, "/Type /Metadata /Subtype /XML", "<SECRETMETADATA/>")
        pdf.add(1_040, "<< /Type /Page /Contents 1041 0 R >>")
        pdf.addStream(1_041, "", "(SECRETORPHAN) Tj")
        return pdf
    }

    private func burned(_ pdf: PlainPDF) throws -> CopyWorkshop.Copy {
        try CopyWorkshop().copy(of: pdf.bytes, .burned(dpi: 72))
    }

    /// The copy with all streams readable.
    private func plain(_ copy: [UInt8]) throws -> String {
        let folder = try TemporaryFolder()
        try Data(copy).write(to: URL(fileURLWithPath: folder.path("copy.pdf")))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "qpdf", "--qdf", "--object-streams=disable", folder.path("copy.pdf"),
            folder.path("plain.pdf"),
        ]
        try process.run()
        process.waitUntilExit()
        XCTAssertEqual(process.terminationStatus, 0)
        return String(
            decoding: try Data(contentsOf: URL(fileURLWithPath: folder.path("plain.pdf"))),
            as: Unicode.ASCII.self)
    }

    func testNothingOfTheOriginalsContentIsLeft() throws {
        let text = try plain(burned(laden).bytes)
        for secret in text.split(whereSeparator: { !$0.isLetter }) {
            XCTAssertFalse(secret.hasPrefix("SECRET"), String(secret))
        }
        for entry in ["/JavaScript", "/AcroForm", "/EmbeddedFile", "/Metadata", "/Widget"] {
            XCTAssertFalse(text.contains(entry), entry)
        }
    }

    func testLinksLabelsOutlineAndLanguageStay() throws {
        let copy = try burned(laden)
        let text = try plain(copy.bytes)
        XCTAssertTrue(text.contains("(https://example.org/a)"))
        XCTAssertEqual(copy.document.facts.outline.map(\.title), ["Chapter"])
        XCTAssertEqual(copy.document.facts.outline.map(\.page), [1])
        XCTAssertEqual(copy.document.facts.language, "en-GB")
        XCTAssertEqual(try copy.document.readPage(at: 0).label, "i")
        XCTAssertEqual(try copy.document.readPage(at: 1).label, "A-7")
        XCTAssertEqual(text.components(separatedBy: "/Subtype /Link").count - 1, 4)
    }

    func testTextIsFoundAndInvisible() throws {
        let page = try burned(laden).document.readPage(at: 0)
        XCTAssertEqual(Set(page.words.map(\.text)), ["SECRETCONTENT", "SECRETFORM"])
        XCTAssertTrue(page.words.allSatisfy(\.style.isInvisible))
    }

    func testWordsStandWhereTheyStood() throws {
        let workshop = try CopyWorkshop()
        let before = try workshop.original("article-two-columns").readPage(at: 0).words
        let after = try workshop.copy("article-two-columns", .burned(dpi: 72)).document
            .readPage(at: 0).words
        let places = Dictionary(grouping: after, by: \.text)
        for word in before {
            let near = places[word.text, default: []].contains { other in
                abs(other.box.x - word.box.x) < 3 && abs(other.box.y - word.box.y) < 4
            }
            XCTAssertTrue(near, word.text)
        }
    }

    func testMarkIsInThePixels() throws {
        let page = try CopyWorkshop().copy("near-blank", .burned(dpi: 72)).document
        let raster = try XCTUnwrap(page.readPage(at: 0).raster)
        let red = stride(from: 0, to: raster.pixels.count, by: 3).filter {
            raster.pixels[$0] > 180 && raster.pixels[$0 + 1] < 110
        }
        XCTAssertGreaterThan(red.count, 3)
    }

    func testTurnedAndCroppedPagesKeepTheirSizeAndText() throws {
        for turn in [0, 90, 180, 270] {
            let pdf = PlainPDF(
                pages: [PlainPDF.text("words here")],
                pageEntries: "/Rotate \(turn) /CropBox [10 200 190 390] /UserUnit 2")
            let before = try PDFDocument(bytes: pdf.bytes).readPage(at: 0)
            let after = try burned(pdf).document.readPage(at: 0)
            XCTAssertEqual([after.width, after.height], [before.width, before.height])
            XCTAssertEqual(after.words.map(\.text), before.words.map(\.text), "\(turn)")
            for (old, new) in zip(before.words, after.words) {
                XCTAssertEqual(old.box.x, new.box.x, accuracy: 4, "\(turn)")
                XCTAssertEqual(old.box.y, new.box.y, accuracy: 4, "\(turn)")
            }
        }
    }
}
