import Foundation
import XCTest

@testable import PDF

final class MarkSheetTests: XCTestCase {
    private let mark = PageMark(lines: ["Šárka Dvořáková", "21 November 2026, 23:01 UTC"])

    private func text(_ drawn: DrawnPDF) throws -> String {
        Tool.searchable(try Tool.textOfPDF.text(of: drawn.bytes))
    }

    func testEverySizeHasItsPage() throws {
        let sizes = [PageSize.a4, .letter, PageSize(width: 300, height: 200)]
        let drawn = try MarkSheet.draw(mark, on: sizes)
        let info = try Tool("pdfinfo", "-l", "9", "FILE").text(of: drawn.bytes)
        let found = info.split(separator: "\n").filter {
            $0.contains(" size:") && $0.hasPrefix("P")
        }
        XCTAssertEqual(found.count, 3)
        XCTAssertTrue(found[0].contains("595.276 x 841.89"), info)
        XCTAssertTrue(found[1].contains("612 x 792"), info)
        XCTAssertTrue(found[2].contains("300 x 200"), info)
    }

    func testEveryNameIsFoundAgainAndHasItsGlyphs() throws {
        for (script, name) in Names.byScript {
            let drawn = try MarkSheet.draw(
                PageMark(lines: [name], position: .footer), on: [.a4])
            XCTAssertEqual(drawn.missing, [], script)
            let found = try text(drawn)
            XCTAssertTrue(found.contains(Tool.searchable(name)), "\(script): \(found)")
        }
    }

    func testEveryNameOnASlantIsFoundAgain() throws {
        for (script, name) in Names.byScript {
            let drawn = try MarkSheet.draw(PageMark(lines: [name]), on: [.a4])
            // A change of font begins a new line for pdftotext, and it takes the letters that
            // the PDF names for a run to stand from left to right.
            let isReversed = script == "Arabic" || script == "Hebrew"
            let found = try text(drawn).filter { !$0.isWhitespace }
            let wanted = Tool.searchable(name).filter { !$0.isWhitespace }
            XCTAssertTrue(
                found.contains(isReversed ? String(wanted.reversed()) : wanted),
                "\(script): \(found)")
        }
    }

    func testSameMarkGivesSameBytesOnAnyThread() throws {
        let here = try MarkSheet.draw(mark, on: [.a4, .letter])
        let box = Box()
        let thread = Thread { [mark] in box.fill(try? MarkSheet.draw(mark, on: [.a4, .letter])) }
        thread.start()
        XCTAssertEqual(try MarkSheet.draw(mark, on: [.a4, .letter]), here)
        XCTAssertEqual(box.wait(), here)
    }

    func testPagesAreTextAndSmall() throws {
        for position in PageMark.Position.allCases {
            var mark = mark
            mark.position = position
            let one = try MarkSheet.draw(mark, on: [.a4])
            let three = try MarkSheet.draw(
                mark, on: [.a4, .letter, PageSize(width: 842, height: 595)])
            XCTAssertLessThan(three.bytes.count - one.bytes.count, 2 * 2_000, "\(position)")
            let pictures = try Tool("pdfimages", "-list", "FILE").text(of: one.bytes)
            XCTAssertEqual(pictures.split(separator: "\n").count, 2, pictures)
        }
    }

    func testFontsAreEmbedded() throws {
        let mark = PageMark(lines: ["Šárka 王小明 김철수 🎉"])
        let fonts = try Tool("pdffonts", "FILE").text(of: try MarkSheet.draw(mark, on: [.a4]).bytes)
        let rows = fonts.split(separator: "\n").dropFirst(2)
        XCTAssertGreaterThanOrEqual(rows.count, 4)
        for row in rows { XCTAssertNotNil(row.range(of: " yes yes "), String(row)) }
    }

    func testCharacterWithoutAFontIsShownByItsNumber() throws {
        let mark = PageMark(lines: ["Ana \u{10FFF0} \u{E000}\u{10FFF0}"], position: .header)
        let drawn = try MarkSheet.draw(mark, on: [.a4])
        XCTAssertEqual(drawn.missing.first, "\u{10FFF0}")
        XCTAssertEqual(drawn.missing.count { $0 == "\u{10FFF0}" }, 1)
        XCTAssertTrue(try text(drawn).contains("Ana [U+10FFF0] "))
    }

    func testNameDoesNotReorderTheRestOfItsLine() throws {
        let line =
            PageMark.isolated("דוד \u{202E}") + " 12:30 · " + PageMark.isolated("محمد") + " 7"
        let drawn = try MarkSheet.draw(PageMark(lines: [line], position: .header), on: [.a4])
        let words = try Tool("pdftotext", "-bbox", "FILE", "-").text(of: drawn.bytes)
            .split(separator: "\n").filter { $0.contains("<word ") }
            .map { $0.split(separator: "\"") }
        let order = words.sorted { Double($0[1]) ?? 0 < Double($1[1]) ?? 0 }
            .compactMap { $0.last?.dropFirst().prefix { $0 != "<" } }
        XCTAssertEqual(order, ["ד", "ו", "ד", "12:30", "·", "د", "م", "ح", "م", "7"])
    }

    func testMarkOfALongNameStaysOnThePage() throws {
        let mark = PageMark(lines: [String(repeating: "Αλέξανδρος ", count: 25)])
        for position in PageMark.Position.allCases {
            var mark = mark
            mark.position = position
            let drawn = try MarkSheet.draw(mark, on: [.a4])
            XCTAssertTrue(try text(drawn).contains("Αλέξανδρος"), "\(position)")
        }
    }

    func testSmallLettersOnALargePageMakeNoEndlessPage() throws {
        let mark = PageMark(lines: ["i"], position: .tiled, fontSize: 1)
        let drawn = try MarkSheet.draw(mark, on: [PageSize(width: 14_400, height: 14_400)])
        XCTAssertLessThan(drawn.bytes.count, 60_000)
    }

    func testWhatCannotBeDrawnIsRefused() {
        func code(_ mark: PageMark, _ size: PageSize = .a4) -> DrawingError.Code? {
            do {
                _ = try MarkSheet.draw(mark, on: [size])
                return nil
            } catch { return (error as? DrawingError)?.code }
        }
        XCTAssertEqual(code(PageMark(lines: [])), .badMark)
        XCTAssertEqual(code(PageMark(lines: [" \n\u{202E}"])), .badMark)
        XCTAssertEqual(code(PageMark(lines: ["A"], opacity: 0)), .badMark)
        XCTAssertEqual(code(PageMark(lines: ["A"], opacity: .nan)), .badMark)
        XCTAssertEqual(code(PageMark(lines: ["A"], fontSize: -1)), .badMark)
        XCTAssertEqual(code(PageMark(lines: Array(repeating: "A", count: 13))), .tooMuchText)
        XCTAssertEqual(
            code(PageMark(lines: [String(repeating: "A", count: 5_000)])), .tooMuchText)
        XCTAssertEqual(
            code(PageMark(lines: ["A"]), PageSize(width: 0, height: 800)), .badPageSize)
        XCTAssertEqual(
            code(PageMark(lines: ["A"]), PageSize(width: .infinity, height: 800)), .badPageSize)
    }
}

/// Hands what another thread has drawn to the one that waits for it.
// Unchecked: the condition guards what is in it.
private final class Box: @unchecked Sendable {
    private let condition = NSCondition()
    private var content: DrawnPDF??

    func fill(_ drawn: DrawnPDF?) {
        condition.withLock { content = .some(drawn) }
        condition.signal()
    }

    func wait() -> DrawnPDF? {
        condition.withLock {
            while content == nil { condition.wait() }
            return content.flatMap { $0 }
        }
    }
}
