import PDF
import StoreTestSupport
import Worker
import XCTest

@testable import Ingest

/// What becomes of pages and documents that cannot be copied as asked.
final class CopyFallbackTests: XCTestCase {
    private static var impatient: CopyLimits {
        var limits = CopyLimits()
        limits.pageSeconds = 1
        return limits
    }

    func testPageThatIsNeverDrawnBecomesANoticeUnderTheMark() throws {
        let workshop = try CopyWorkshop()
        let copy = try workshop.copy(
            of: PlainPDF.endless.bytes, .burned(dpi: 72), limits: Self.impatient)
        XCTAssertEqual(copy.made.substitutedPages, [1])
        XCTAssertEqual(copy.made.pageCount, 3)
        XCTAssertTrue(try copy.document.readPage(at: 0).text.contains("first"))
        XCTAssertTrue(try copy.document.readPage(at: 2).text.contains("third"))
        let notice = try XCTUnwrap(copy.document.readPage(at: 1).raster)
        XCTAssertTrue(
            notice.hasPixel {
                $0.first.map { $0 > 180 } == true && $0.last.map { $0 < 110 } == true
            }, "no mark")
        XCTAssertTrue(notice.hasPixel { $0.allSatisfy { $0 < 110 } }, "no notice")
    }

    func testVectorCopyNeedsNoDrawing() throws {
        let copy = try CopyWorkshop().copy(
            of: PlainPDF.endless.bytes, .vector, limits: Self.impatient)
        XCTAssertEqual(copy.made.kind, .vector)
        XCTAssertEqual(copy.made.substitutedPages, [])
    }

    func testTooManyPagesGivenUpEndTheCopy() throws {
        var limits = Self.impatient
        limits.maxGivenUpPages = 0
        XCTAssertThrowsError(
            try CopyWorkshop().copy(of: PlainPDF.endless.bytes, .burned(dpi: 72), limits: limits)
        ) { XCTAssertEqual(($0 as? CopyError)?.code, .helperDied) }
    }

    func testTimeForTheWholeDocumentEndsTheCopy() throws {
        var limits = CopyLimits()
        limits.documentSeconds = 1
        XCTAssertThrowsError(
            try CopyWorkshop().copy(of: PlainPDF.endless.bytes, .burned(dpi: 72), limits: limits)
        ) { XCTAssertEqual(($0 as? CopyError)?.code, .tooLarge) }
    }

    func testPageWithTooMuchContentIsSubstitutedInAVectorCopy() throws {
        var limits = CopyLimits()
        limits.marking.maxContentBytes = 1_000
        let long = PlainPDF.text(String(repeating: "a", count: 2_000))
        let copy = try CopyWorkshop().copy(
            of: PlainPDF(pages: [PlainPDF.text("short"), long]).bytes, .vector, limits: limits)
        XCTAssertEqual(copy.made.substitutedPages, [1])
        XCTAssertTrue(try copy.document.readPage(at: 1).text.contains("MunimentMark7"))
    }

    func testHelperThatDiesAtOnceGivesNoCopy() throws {
        for helper in [FakeHelper().crashing(), FakeHelper().exiting(3)] {
            XCTAssertThrowsError(
                try CopyWorkshop(helper.executable).copy("near-blank", .vector)
            ) { XCTAssertEqual(($0 as? CopyError)?.code, .helperDied) }
        }
    }

    func testHelperThatLiesAboutItsPagesGivesNoCopy() throws {
        let lies: [CopyReply] = [
            .made(.init(pageCount: 0)), .made(.init(pageCount: 1 << 30)), .page(1 << 30),
            .kept(3, spoolBytes: 1),
        ]
        for lie in lies {
            let helper = FakeHelper().sending(lie.frame).stalling()
            XCTAssertThrowsError(
                try CopyWorkshop(helper.executable).copy(
                    "near-blank", .vector, limits: Self.impatient)
            ) { XCTAssertEqual(($0 as? CopyError)?.code, .helperDied) }
        }
    }
}

extension Raster {
    /// Whether a pixel's red, green and blue are so.
    fileprivate func hasPixel(_ isSo: (ArraySlice<UInt8>) -> Bool) -> Bool {
        stride(from: 0, to: pixels.count, by: 3).contains { start in
            let color = pixels[start..<start + 3]
            return isSo(color[...])
        }
    }
}
