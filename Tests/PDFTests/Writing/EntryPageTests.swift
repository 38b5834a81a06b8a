import Foundation
import XCTest

@testable import PDF

final class EntryPageTests: XCTestCase {
    private func text(_ drawn: DrawnPDF) throws -> String {
        Tool.searchable(try Tool.textOfPDF.text(of: drawn.bytes))
    }

    private func draw(
        _ paper: EntryPageLook.Paper = .a4, name: String = "Ana",
        _ change: (inout EntryPageContent, inout EntryPageLook) -> Void = { _, _ in }
    ) throws -> DrawnPDF {
        var content = try SampleEntryPage.makeContent(name: name)
        var look = try SampleEntryPage.makeLook(paper)
        change(&content, &look)
        return try EntryPage.draw(content, look: look)
    }

    private func code(
        _ change: (inout EntryPageContent, inout EntryPageLook) -> Void
    ) -> DrawingError.Code? {
        do {
            _ = try draw(.a4, change)
            return nil
        } catch { return (error as? DrawingError)?.code }
    }

    func testSaysAllThatItWasGiven() throws {
        let text = try text(draw()).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for part in [
            "Northwind Land Registry", "Framework agreement on the supply of archival storage",
            "twelve district offices, from 2026 to 2036.", "Version", "3 of 3", "17 April 2026",
            "Legal Services, Ana-María Núñez", "42", "doc_01KTXM9Q4W7C8R2F5D6H3J1ZBE",
            "9f86d081 884c7d65 9a2feaa0 c55ad015 a3bf4f1b 2b0b822c d15d6c15 b0f00a08",
            "sha256sum FILE", "Prepared for", "21 November 2026 · valid until 21 December 2026",
            "documents.northwind.example/l/7Qm2xK9aZr", "21 November 2026, 23:01 UTC",
        ] {
            XCTAssertTrue(text.contains(part), "\(part) in \(text)")
        }
    }

    func testIsOnePageOfItsPaper() throws {
        for (paper, size) in [(EntryPageLook.Paper.a4, "595.276 x 841.89"), (.letter, "612 x 792")]
        {
            let info = try Tool("pdfinfo", "FILE").text(of: draw(paper).bytes)
            XCTAssertTrue(info.contains("Pages:           1\n"), info)
            XCTAssertTrue(info.contains(size), info)
            XCTAssertTrue(info.contains("Tagged:          yes"), info)
            XCTAssertTrue(info.contains("Author:          Northwind Land Registry"), info)
            XCTAssertTrue(info.contains("Title:           Framework agreement"), info)
        }
    }

    func testEveryNameIsFoundAgainAndHasItsGlyphs() throws {
        for (script, name) in Names.byScript {
            let drawn = try draw(name: name)
            XCTAssertEqual(drawn.missing, [], script)
            let found = try text(drawn)
            XCTAssertTrue(found.contains(Tool.searchable(name)), "\(script): \(found)")
        }
    }

    func testCodeIsReadBack() throws {
        for paper in EntryPageLook.Paper.allCases {
            let page = try Tool.picture(dpi: 110).run(on: draw(paper).bytes)
            let read = try Tool("zbarimg", "-q", "--raw", "FILE").text(of: page)
            XCTAssertEqual(read, SampleEntryPage.address + "\n")
        }
    }

    func testAddressIsALink() throws {
        let json = try Tool("qpdf", "--json", "FILE").text(of: draw().bytes)
        XCTAssertTrue(json.contains("\"/URI\": \"u:\(SampleEntryPage.address)\""), json)
    }

    func testStructureNamesItsPartsInOrder() throws {
        let outline = try Tool("pdfinfo", "-struct", "FILE").text(of: draw().bytes)
        let names = outline.split(separator: "\n").map {
            $0.trimmingCharacters(in: .whitespaces).prefix { $0.isLetter || $0.isNumber }
        }
        XCTAssertEqual(
            names.filter { ["Document", "Figure", "H1", "Table", "Link"].contains($0) },
            ["Document", "Figure", "H1", "Figure", "Table", "Figure", "Link"])
        XCTAssertEqual(names.count { $0 == "TR" }, 5)
        XCTAssertEqual(names.count { $0 == "TH" }, 5)
    }

    func testLanguageTitleAndPicturesAreNamed() throws {
        let drawn = try draw { _, look in look.language = .german }
        let json = try Tool("qpdf", "--json", "FILE").text(of: drawn.bytes)
        for entry in [
            "\"/Lang\": \"u:de\"", "\"/DisplayDocTitle\": true", "\"/Marked\": true",
            "\"/Alt\": \"u:Logo\"", "\"/Alt\": \"u:Erste Seite des Dokuments\"",
            "\"/Alt\": \"u:QR-Code mit der Adresse des Dokuments\"", "\"/Scope\": \"/Row\"",
        ] {
            XCTAssertTrue(json.contains(entry), entry)
        }
        XCTAssertFalse(json.contains("/CreationDate"))
        XCTAssertTrue(try text(drawn).contains("Erstellt für"))
    }

    func testSameContentGivesSameBytes() throws {
        XCTAssertEqual(try draw(), try draw())
    }

    func testThumbnailIsTheFileItself() throws {
        let drawn = try draw()
        let thumbnail = try SampleEntryPage.makeThumbnail()
        XCTAssertNotNil(Data(drawn.bytes).range(of: Data(thumbnail)))
    }

    func testFontsAreEmbedded() throws {
        let fonts = try Tool("pdffonts", "FILE").text(of: draw().bytes)
        let rows = fonts.split(separator: "\n").dropFirst(2)
        XCTAssertGreaterThanOrEqual(rows.count, 3)
        for row in rows { XCTAssertNotNil(row.range(of: " yes yes "), String(row)) }
    }

    func testLinesThatAreNotShownAreLeftOut() throws {
        let text = try text(draw { _, look in look.lines = [.version] })
        XCTAssertTrue(text.contains("3 of 3"))
        for part in ["Northwind", "Terms", "Author", "SHA-256", "Prepared", "http", "UTC"] {
            XCTAssertFalse(text.contains(part), part)
        }
    }

    func testTitleAloneIsAPage() throws {
        let drawn = try EntryPage.draw(EntryPageContent(title: "A title"))
        XCTAssertEqual(try text(drawn).trimmingCharacters(in: .whitespacesAndNewlines), "A title")
    }

    func testLongTextsAreCutAndNothingElseIsLost() throws {
        let drawn = try draw { content, _ in
            content.title = String(repeating: "Many words ", count: 450)
            content.description = String(repeating: "More words ", count: 450)
            content.author = String(repeating: "a", count: 5_000)
            content.recipient = String(repeating: "Ανδρέας ", count: 600)
            content.organization = String(repeating: "Registry ", count: 500)
        }
        let text = try text(drawn)
        for part in ["...", "doc_01KTXM9Q4W7C8R2F5D6H3J1ZBE", "b0f00a08", "valid until", "/7Qm2"] {
            XCTAssertTrue(text.contains(part), part)
        }
        XCTAssertEqual(
            code { content, _ in content.title = String(repeating: "a", count: 20_001) },
            .tooMuchText)
    }

    func testEmptyTextsAreLeftOut() throws {
        let text = try text(
            draw { content, _ in
                (content.description, content.author, content.title) = ("", " \n", "")
            })
        XCTAssertFalse(text.contains("Author"))
        XCTAssertTrue(text.contains("Pages"))
    }

    func testCharacterWithoutAFontIsShownByItsNumber() throws {
        let drawn = try draw { content, _ in content.recipient = "Ana \u{10FFF0}" }
        XCTAssertEqual(drawn.missing, ["\u{10FFF0}"])
        XCTAssertTrue(try text(drawn).contains("Ana [U+10FFF0]"))
    }

    func testAddressThatBreaksOutOfItsPlaceIsRefused() {
        for address in ["https://a.example/' x", "javascript:alert(1)", "https://é.example/", ""] {
            XCTAssertEqual(code { content, _ in content.address = address }, .badAddress)
        }
    }

    func testHostilePicturesAreRefused() throws {
        let logo = try SampleEntryPage.makeLogo()
        var huge = logo
        // The width of the picture's head: 100,000 pixels.
        huge.replaceSubrange(16..<20, with: [0, 1, 0x86, 0xA0])
        for bad in [Array("no picture".utf8), [], huge, Array(logo.prefix(logo.count / 2))] {
            XCTAssertEqual(code { _, look in look.logo = bad }, .badPicture)
        }
        let thumbnail = try SampleEntryPage.makeThumbnail()
        XCTAssertEqual(
            code { content, _ in content.thumbnail = Array(thumbnail.prefix(600)) }, .badPicture)
        XCTAssertEqual(
            code { content, _ in
                content.thumbnail = thumbnail + [UInt8](repeating: 0, count: 5 << 20)
            }, .badPicture)
    }
}
