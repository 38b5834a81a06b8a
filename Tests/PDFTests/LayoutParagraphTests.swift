import PDF
import XCTest

final class LayoutParagraphTests: XCTestCase {
    private func outlines(_ make: (inout LayoutPageMaker) -> Void) -> [String] {
        var page = LayoutPageMaker()
        make(&page)
        return page.blocks().map(\.outline)
    }

    func testEntriesWithHangingLinesAreParagraphs() {
        var page = LayoutPageMaker()
        page.newBlock()
        let lines = [
            (50, "Adams, a first book of many words and some more,"), (62, "printed 1901."),
            (50, "Baker, a second book of many words and some more."),
            (50, "Cole, a third book of many words and some more,"), (62, "Printed 1903."),
        ]
        for (index, (x, text)) in lines.enumerated() {
            page.line(text, x: Double(x), y: 50 + 12 * Double(index))
        }
        XCTAssertEqual(
            page.blocks().map { String($0.allText.prefix(2)) + $0.allText.suffix(5) },
            ["Ad1901.", "Bamore.", "Co1903."])
    }

    func testWideRaggedLinesGoOnInMidSentence() {
        var page = LayoutPageMaker()
        for (index, text) in [
            "what was expected came on time, as the harbour", "office had said it would.",
            "Nobody had asked.", "It was not late.", "So it stayed.",
        ].enumerated() {
            page.lines([text], x: 50, y: 50 + 16 * Double(index))
        }
        XCTAssertEqual(
            page.blocks().map(\.outline).prefix(2),
            [
                "P what was expected came on time, as the harbour office had said it would.",
                "P Nobody had asked.",
            ])
    }

    func testLabelsOfADrawingAreOneParagraph() {
        var page = LayoutPageMaker()
        page.body(y: 400)
        for (index, text) in ["100", "50", "0"].enumerated() {
            page.lines([text], x: 50, y: 50 + 40 * Double(index), size: 7)
        }
        for (index, text) in ["May", "June", "July"].enumerated() {
            page.lines([text], x: 60 + 60 * Double(index), y: 140, size: 7)
        }
        XCTAssertEqual(page.blocks().first?.outline, "P 100 50 0 May June July")
    }

    func testLinesOfOneBlockAreJoined() {
        let found = outlines {
            $0.lines(["one two three four five", "six seven eight."], x: 50, y: 50)
        }
        XCTAssertEqual(found, ["P one two three four five six seven eight."])
    }

    func testBlocksWithUsualLeadingAreOneParagraph() {
        let found = outlines {
            $0.lines(["one two three four five six"], x: 50, y: 50)
            $0.lines(["seven eight nine ten eleven"], x: 50, y: 62)
        }
        XCTAssertEqual(found.count, 1)
    }

    func testFirstLineIndentBeginsParagraph() {
        let found = outlines {
            $0.newBlock()
            $0.line("alpha beta gamma delta epsilon zeta", x: 50, y: 50)
            $0.line("eta theta iota.", x: 50, y: 62)
            $0.line("Kappa lambda mu nu xi omikron", x: 65, y: 74)
            $0.line("pi rho sigma tau upsilon phi chi", x: 50, y: 86)
        }
        XCTAssertEqual(
            found,
            [
                "P alpha beta gamma delta epsilon zeta eta theta iota.",
                "P Kappa lambda mu nu xi omikron pi rho sigma tau upsilon phi chi",
            ])
    }

    func testHangingIndentStaysOneParagraph() {
        let found = outlines {
            $0.newBlock()
            $0.line("Smith John and others on the matter of", x: 50, y: 50)
            $0.line("hanging lines in a bibliography that", x: 65, y: 62)
            $0.line("goes on for three lines.", x: 65, y: 74)
            $0.line("Tailor Jane and others on the same kind", x: 50, y: 86)
            $0.line("of thing.", x: 65, y: 98)
        }
        XCTAssertEqual(found.count, 2)
    }

    func testWidelySetLinesInBlocksOfTheirOwnAreJoined() {
        let found = outlines { page in
            for index in 0..<5 {
                page.newBlock()
                page.line(
                    "words that fill the column to its end", x: 50, y: 50 + 17 * Double(index))
            }
        }
        XCTAssertEqual(found.count, 1)
    }

    func testPointsOnASlideStayApart() {
        let found = outlines { page in
            for (index, text) in ["short", "a longer point of it", "brief", "so it is"].enumerated()
            {
                page.newBlock()
                page.line(text, x: 50, y: 50 + 17 * Double(index))
            }
        }
        XCTAssertEqual(found.count, 4)
    }

    func testWideGapSplits() {
        let found = outlines {
            $0.newBlock()
            $0.line("one two three four", x: 50, y: 50)
            $0.line("five six seven eight", x: 50, y: 75)
        }
        XCTAssertEqual(found.count, 2)
    }

    func testShortLastLineAfterSentenceSplits() {
        let found = outlines {
            $0.lines(
                [
                    "this line is long enough to fill the whole column", "and ends here.",
                    "The next one begins without any indent at all and", "goes on.",
                ], x: 50, y: 50)
        }
        XCTAssertEqual(found.count, 2)
    }

    func testHyphenBetweenLowercaseLettersGoes() {
        let found = outlines { $0.lines(["a broken exam-", "ple of text"], x: 50, y: 50) }
        XCTAssertEqual(found, ["P a broken example of text"])
    }

    func testHyphenBeforeCapitalStays() {
        let found = outlines { $0.lines(["the river Rhein-", "Main area"], x: 50, y: 50) }
        XCTAssertEqual(found, ["P the river Rhein- Main area"])
    }

    func testChineseLinesJoinWithoutSpace() {
        var page = LayoutPageMaker()
        page.lines(["中文文本", "继续"], x: 50, y: 50)
        XCTAssertEqual(page.blocks().map(\.outline), ["P 中文文本继续"])
    }

    func testWordsWithoutSpaceBetweenStayTogether() {
        var page = LayoutPageMaker()
        page.lines(["water H 2 O"], x: 50, y: 50)
        page.words[1].isFollowedBySpace = false
        page.words[2].isFollowedBySpace = false
        XCTAssertEqual(page.blocks().map(\.outline), ["P water H2O"])
    }

    func testRightToLeftIndentIsMeasuredFromTheRight() {
        var page = LayoutPageMaker()
        page.newBlock()
        page.line("אבגד הוזח טיכל מנסע פצקר שתאב גדהו", x: 50, y: 50)
        page.line("זחטי כלמנ סעפצ קרשת אבגד הוזח טיכל", x: 50, y: 62)
        page.line("זחטי כלמ.", x: 155, y: 74)
        XCTAssertEqual(page.blocks().count, 1)
    }

    func testBoldLineDoesNotRunIntoText() {
        let found = outlines {
            $0.body(y: 200)
            $0.newBlock()
            $0.line("Scope", x: 50, y: 50, bold: true)
            $0.line("this text follows it closely and goes on", x: 50, y: 62)
        }
        XCTAssertTrue(found.contains("H0 Scope"), "\(found)")
    }
}
