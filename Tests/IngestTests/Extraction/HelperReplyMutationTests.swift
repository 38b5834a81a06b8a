import Foundation
import PDF
import StoreTestSupport
import TestSupport
import Worker
import XCTest

@testable import Ingest

/// What comes of a helper's words with bytes changed; `make fuzz` does it at length.
final class HelperReplyMutationTests: XCTestCase {
    private var generator = SeededGenerator(seed: 7)

    func testNoMutatedFrameIsMoreThanRefused() throws {
        var refused = 0
        for frame in try frames() {
            for _ in 0..<2_000 where (try? HelperReply(mutated(frame))) == nil { refused += 1 }
        }
        XCTAssertGreaterThan(refused, 2_000)
    }

    func testFramesAreReadAsTheyWereWritten() throws {
        for frame in try frames() { XCTAssertEqual(try HelperReply(frame).frame, frame) }
    }

    /// Of a page, its failure, a picture and a refusal.
    private func frames() throws -> [Frame] {
        let path = SampleDocuments.path("invoice-2026-0417")
        let descriptor = open(path, O_RDONLY)
        defer { close(descriptor) }
        let document = try PDFDocument(descriptor: descriptor, limits: ReadingLimits())
        let reading = try document.readPage(at: 0, withRaster: true)
        let page = try ExtractedPage(
            reading, number: 0, encoder: RasterEncoder(), thumbnailQuality: 50)
        let picture = PagePicture(luma: [UInt8](repeating: 9, count: 12), width: 4, height: 3)
        return try [
            HelperReply.page(page), .pageFailed(3, reason: "reading stopped"),
            .picture(picture, jpeg: [1, 2, 3], page: 1),
            .refused(PDFError(code: .unreadable, message: "The file is damaged.")),
        ].map { try $0.frame }
    }

    private func mutated(_ frame: Frame) -> Frame {
        var bytes = frame.payload
        for _ in 0...Int(generator.next() % 4) where !bytes.isEmpty {
            let place = Int(generator.next() % UInt64(bytes.count))
            switch generator.next() % 4 {
            case 0: bytes[place] = UInt8(truncatingIfNeeded: generator.next())
            case 1: bytes[place] = 0xff
            case 2: bytes.remove(at: place)
            default: bytes.removeLast(bytes.count - place)
            }
        }
        return Frame(kind: frame.kind, payload: bytes)
    }
}
