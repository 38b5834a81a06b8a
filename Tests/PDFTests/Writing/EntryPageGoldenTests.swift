// Pages are compared with Golden/entry-page-PAPER.png, which people have looked at. After a
// change that is meant, run with MUNIMENT_UPDATE_GOLDEN=1 and look at the new pictures.
import Foundation
import XCTest

@testable import PDF

final class EntryPageGoldenTests: XCTestCase {
    /// Of squares of 8 pixels at 60 dpi, a tenth of an inch: another version of a font moves
    /// the edges of letters by less, a line that moved or vanished changes it by more.
    private static let tolerance = 12.0

    private func golden(_ paper: EntryPageLook.Paper) -> URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Golden/entry-page-\(paper.rawValue).png")
    }

    private func picture(
        _ paper: EntryPageLook.Paper, _ change: (inout EntryPageContent) -> Void = { _ in }
    ) throws -> [UInt8] {
        var content = try SampleEntryPage.makeContent()
        change(&content)
        let drawn = try EntryPage.draw(content, look: try SampleEntryPage.makeLook(paper))
        return try Tool.picture(dpi: 60).run(on: drawn.bytes)
    }

    /// How much the square that differs most differs.
    private func difference(_ page: [UInt8], to paper: EntryPageLook.Paper) throws -> Double {
        let kept = try GreyPNG(Array(Data(contentsOf: golden(paper))))
        let page = try GreyPNG(page)
        XCTAssertEqual(page.width, kept.width)
        XCTAssertEqual(page.height, kept.height)
        return zip(page.means(side: 8), kept.means(side: 8)).map { abs($0 - $1) }.max() ?? 0
    }

    func testPagesLookAsTheyWereReviewed() throws {
        for paper in EntryPageLook.Paper.allCases {
            let page = try picture(paper)
            if ProcessInfo.processInfo.environment["MUNIMENT_UPDATE_GOLDEN"] == "1" {
                try Data(page).write(to: golden(paper))
            }
            XCTAssertLessThan(try difference(page, to: paper), Self.tolerance, "\(paper)")
        }
    }

    func testWhatIsMissingOrMovedIsNoticed() throws {
        let changes: [(inout EntryPageContent) -> Void] = [
            { $0.author = nil }, { $0.thumbnail = nil }, { $0.address = nil },
            { $0.digest = nil }, { $0.mark = [] }, { $0.validUntil = nil },
            { $0.title = "Framework" }, { $0.recipient = "Ana" },
        ]
        for (index, change) in changes.enumerated() {
            XCTAssertGreaterThan(
                try difference(try picture(.a4, change), to: .a4), Self.tolerance, "\(index)")
        }
    }
}
