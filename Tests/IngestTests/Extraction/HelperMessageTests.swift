import Foundation
import PDF
import Worker
import XCTest

@testable import Ingest

final class HelperMessageTests: XCTestCase {
    func testLimitsAreReadBack() throws {
        var limits = ExtractionLimits()
        limits.pageSeconds = 1.5
        limits.confinement.maxMemoryBytes = 12_345
        limits.reading.rasterSide = 77
        guard case .limits(limits) = try HelperRequest(HelperRequest.limits(limits).frame) else {
            return XCTFail("the limits are not those that were sent")
        }
    }

    func testRangesAreReadBack() throws {
        for scope in [PageScope.textAndPicture, .textOnly] {
            let range = PageRange(pages: 12..<20_000, scope: scope)
            guard case .read(range) = try HelperRequest(HelperRequest.read(range).frame) else {
                return XCTFail("the range is not the one that was sent")
            }
        }
    }

    func testFactsAreReadBack() throws {
        var facts = DocumentFacts(version: "1.7", pageCount: 3)
        facts.title = "Vertrag über 漢字"
        facts.createdAt = -1
        facts.outline = [OutlineItem(title: "I", depth: 0, page: nil)]
        guard case .opened(facts) = try HelperReply(HelperReply.opened(facts).frame) else {
            return XCTFail("the facts are not those that were sent")
        }
    }

    func testRefusalsAreReadBack() throws {
        let error = PDFError(code: .needsPassword, message: "locked")
        guard case .refused(error) = try HelperReply(HelperReply.refused(error).frame) else {
            return XCTFail("the refusal is not the one that was sent")
        }
    }

    func testPageFailuresAreReadBack() throws {
        let reply = try HelperReply(HelperReply.pageFailed(7, reason: "gone").frame)
        guard case .pageFailed(7, reason: "gone") = reply else {
            return XCTFail("the failure is not the one that was sent")
        }
    }

    func testUnknownKindsAreRefused() {
        for kind: UInt8 in [0, 5, 255] {
            XCTAssertThrowsError(try HelperReply(Frame(kind: kind)))
            XCTAssertThrowsError(try HelperRequest(Frame(kind: kind)))
        }
    }

    func testUnknownScopeIsRefused() {
        XCTAssertThrowsError(try HelperRequest(Frame(kind: 2, payload: [0, 1, 3])))
    }

    func testMutatedRepliesAreReadOrRefused() throws {
        var random = RandomLayout(seed: 8)
        var facts = DocumentFacts(version: "1.7", pageCount: 3)
        facts.outline = [OutlineItem(title: "I", depth: 0, page: 1)]
        let replies: [HelperReply] = [
            .opened(facts), .refused(PDFError(code: .unreadable, message: "no")),
            .pageFailed(7, reason: "gone"), .page(try random.page()),
        ]
        var refused = 0
        for _ in 0..<5_000 {
            var frame = try replies[random.int(0...3)].frame
            frame.payload[random.int(0...frame.payload.count - 1)] = UInt8(random.int(0...255))
            if (try? HelperReply(frame)) == nil { refused += 1 }
        }
        XCTAssertTrue((1..<5_000).contains(refused))
    }

    // MARK: - Facts that JSON lets through

    func testFactsAsTheReaderMakesThemArePlausible() {
        var facts = DocumentFacts(version: "1.7", pageCount: 20)
        facts.title = "Two\nlines"
        facts.outline = [OutlineItem(title: "I", depth: 0, page: nil)]
        XCTAssertTrue(facts.isPlausible(maxPages: 20))
    }

    func testPageCountsOutsideTheLimitAreNotPlausible() {
        for count in [-1, 0, 21, Int.max, Int.min] {
            let facts = DocumentFacts(version: "1.7", pageCount: count)
            XCTAssertFalse(facts.isPlausible(maxPages: 20), "\(count)")
        }
    }

    func testControlCharactersInFactsAreNotPlausible() {
        var facts = DocumentFacts(version: "1.7", pageCount: 1)
        facts.author = "\u{1b}[2J"
        XCTAssertFalse(facts.isPlausible(maxPages: 20))
    }

    func testOutlineThatLeadsBeforeTheFirstPageIsNotPlausible() {
        var facts = DocumentFacts(version: "1.7", pageCount: 1)
        facts.outline = [OutlineItem(title: "I", depth: 0, page: -1)]
        XCTAssertFalse(facts.isPlausible(maxPages: 20))
        facts.outline = [OutlineItem(title: "I", depth: -1, page: 0)]
        XCTAssertFalse(facts.isPlausible(maxPages: 20))
    }
}
