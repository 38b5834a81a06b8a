import Hashing
import TestSupport
import XCTest

final class PageHashTests: XCTestCase {
    func testAgreesWithTheNaiveHashAtEverySize() {
        let sizes = [
            (1, 1), (1, 2), (2, 1), (3, 5), (10, 320), (63, 65), (64, 64), (127, 128), (226, 320),
            (320, 247),
        ]
        for (width, height) in sizes {
            let luma = makePage(width: width, height: height, seed: UInt64(width * height))
            let hash = PageHash(luma: luma, width: width, height: height)
            let naive = NaivePageHash(luma: luma, width: width, height: height)
            XCTAssertEqual(naive.wrongBits(in: hash.bytes), 0, "\(width)x\(height)")
        }
    }

    func testHalfTheBitsOfABusyPageAreSet() {
        let hash = PageHash(
            luma: makePage(width: 226, height: 320, seed: 1), width: 226, height: 320)
        XCTAssertEqual(hash.distance(to: PageHash(words: .zero)), 128)
    }

    func testFlatPagesHaveNoBitSet() {
        for (width, height) in [(1, 1), (7, 100), (226, 320)] {
            for value: UInt8 in [0, 129, 255] {
                let luma = [UInt8](repeating: value, count: width * height)
                let hash = PageHash(luma: luma, width: width, height: height)
                XCTAssertEqual(hash, PageHash(words: .zero))
            }
        }
    }

    func testStripesAcrossTheWholePageHaveNoBitSet() {
        var random = SeededGenerator(seed: 8)
        let luma = (0..<320).flatMap { _ in
            [UInt8](repeating: UInt8.random(in: 0...255, using: &random), count: 226)
        }
        let hash = PageHash(luma: luma, width: 226, height: 320)
        XCTAssertEqual(hash, PageHash(words: .zero))
    }

    func testSamePageAtAnotherSizeIsNear() {
        let small = makePage(width: 200, height: 280, seed: 2)
        let large = doubled(small, width: 200, height: 280)
        let distance = PageHash(luma: small, width: 200, height: 280)
            .distance(to: PageHash(luma: large, width: 400, height: 560))
        XCTAssertEqual(distance, 0)
    }

    func testFainterCopyIsNear() {
        let page = makePage(width: 226, height: 320, seed: 3)
        let copy = page.map { UInt8(60 + Int($0) * 2 / 3) }
        let distance = PageHash(luma: page, width: 226, height: 320)
            .distance(to: PageHash(luma: copy, width: 226, height: 320))
        XCTAssertLessThan(distance, 8)
    }

    func testOtherPageIsFar() {
        let distance = PageHash(
            luma: makePage(width: 226, height: 320, seed: 4), width: 226, height: 320
        ).distance(
            to: PageHash(luma: makePage(width: 226, height: 320, seed: 5), width: 226, height: 320))
        XCTAssertGreaterThan(distance, 96)
    }

    func testBytesRoundTrip() {
        let hash = PageHash(luma: makePage(width: 90, height: 120, seed: 7), width: 90, height: 120)
        XCTAssertEqual(PageHash(bytes: hash.bytes), hash)
        XCTAssertEqual(hash.hex, hash.bytes.hex)
    }

    func testFirstBitIsTheTopOfTheFirstByte() {
        let hash = PageHash(words: SIMD4(1 << 63, 0, 0, 1))
        XCTAssertEqual(hash.hex, "80" + String(repeating: "0", count: 60) + "01")
    }

    func testOtherLengthsAreRefused() {
        XCTAssertNil(PageHash(bytes: []))
        XCTAssertNil(PageHash(bytes: [UInt8](repeating: 0, count: 31)))
        XCTAssertNil(PageHash(bytes: [UInt8](repeating: 0, count: 33)))
    }

    func testDistanceCountsTheBitsThatDiffer() {
        let none = PageHash(words: .zero)
        XCTAssertEqual(none.distance(to: none), 0)
        XCTAssertEqual(none.distance(to: PageHash(words: SIMD4(repeating: .max))), 256)
        XCTAssertEqual(none.distance(to: PageHash(words: SIMD4(1, 3, 7, 1 << 63))), 7)
    }

    /// White paper with dark bars of seeded places, lengths and tones.
    private func makePage(width: Int, height: Int, seed: UInt64) -> [UInt8] {
        var random = SeededGenerator(seed: seed)
        var luma = [UInt8](repeating: 250, count: width * height)
        for y in 0..<height {
            let start = Int.random(in: 0..<width, using: &random)
            let end = Int.random(in: start..<width, using: &random)
            let tone = UInt8.random(in: 0...200, using: &random)
            for x in start...end {
                luma[y * width + x] = tone
            }
        }
        return luma
    }

    private func doubled(_ luma: [UInt8], width: Int, height: Int) -> [UInt8] {
        (0..<4 * width * height).map { pixel in
            luma[pixel / (2 * width) / 2 * width + pixel % (2 * width) / 2]
        }
    }
}
