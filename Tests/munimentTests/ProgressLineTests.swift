import XCTest

@testable import muniment

final class ProgressLineTests: XCTestCase {
    private func makeLine(
        label: String = "Reading contracts", done: Int = 30, total: Int? = 120,
        unit: ProgressLine.Unit = .items("files")
    ) -> ProgressLine {
        ProgressLine(label: label, done: done, total: total, unit: unit, elapsed: .seconds(10))
    }

    func testWideLineShowsEverything() {
        XCTAssertEqual(
            makeLine().bar(width: 100),
            "Reading contracts  [#######.......................]"
                + "  30/120 files   25%  3.0/s  0:30 left")
    }

    func testNarrowLinesDropTheLeastImportant() {
        XCTAssertEqual(
            makeLine().bar(width: 60),
            "Reading con…  [###..........]  30/120 files   25%  0:30 left")
        XCTAssertEqual(makeLine().bar(width: 30), "Reading con…  [##......]   25%")
        XCTAssertEqual(makeLine().bar(width: 20), "Reading contra…  25%")
        XCTAssertEqual(makeLine().bar(width: 8), "25%")
    }

    func testLineNeverExceedsItsWidth() {
        for label in ["", "a", "Reading contracts and letters", "契約書の写しを読み込んでいます"] {
            for total in [nil, 0, 120, 1_000_000] {
                for width in 0...120 {
                    let line = makeLine(label: label, total: total).bar(width: width)
                    XCTAssertLessThanOrEqual(line.displayWidth, width, line)
                }
            }
        }
    }

    func testUnknownTotalShowsCountsAndRate() {
        XCTAssertEqual(makeLine(total: nil).bar(width: 60), "Reading contracts  30 files  3.0/s")
    }

    func testBytesAreShownInUnits() {
        let line = makeLine(done: 1 << 20, total: 4 << 20, unit: .bytes)
        XCTAssertEqual(
            line.plain, "Reading contracts: 1.0 MiB/4.0 MiB (25%), 102.3 KiB/s, 0:30 left")
    }

    func testNothingToDoIsComplete() {
        XCTAssertTrue(makeLine(done: 0, total: 0).plain.contains("(100%)"))
    }

    func testMoreDoneThanAnnouncedStaysAtAHundred() {
        XCTAssertEqual(
            makeLine(done: 130).plain, "Reading contracts: 130/120 files (100%), 13.0/s")
    }

    func testBarIsFullOnlyAtTheEnd() {
        XCTAssertTrue(makeLine(done: 119).bar(width: 100).contains("#.]"))
        XCTAssertTrue(makeLine(done: 120).bar(width: 100).contains("##]"))
    }
}
