import Hashing
import XCTest

final class PageSignatureTests: XCTestCase {
    private let page = DrawnPage.text(seed: 1)

    func testATurnedScaledAndShiftedPageIsNear() {
        let copy = page.signature(Handling(degrees: 1.4, scale: 0.95, shift: [9, -14]))
        XCTAssertLessThan(page.signature().moment.distance(to: copy.moment), 48)
    }

    func testAnotherPageIsFar() {
        let other = DrawnPage.text(seed: 2).signature()
        XCTAssertGreaterThan(page.signature().moment.distance(to: other.moment), 80)
    }

    func testSkewIsFoundBothWays() {
        for degrees in [-2.0, -0.7, 0, 1.1, 2.9] {
            let skew = page.signature(Handling(degrees: degrees)).skew
            XCTAssertEqual(skew, degrees, accuracy: 0.2, "\(degrees)")
        }
    }

    func testLightTextOnADarkPageHasTheSameMomentHash() {
        let picture = page.picture(side: 320)
        let inverted = picture.luma.map { 255 - $0 }
        let dark = PageSignature(luma: inverted, width: picture.width, height: picture.height)
        XCTAssertLessThan(page.signature().moment.distance(to: dark.moment), 24)
    }

    func testShadedPaperChangesLittle() {
        let picture = page.picture(side: 320)
        let shaded = picture.luma.indices.map { index in
            UInt8(Int(picture.luma[index]) * (255 - index % picture.width / 3) / 255)
        }
        let copy = PageSignature(luma: shaded, width: picture.width, height: picture.height)
        XCTAssertLessThan(page.signature().moment.distance(to: copy.moment), 48)
    }

    func testBlankPagesHaveNoMomentBits() {
        for value: UInt8 in [0, 90, 255] {
            let luma = [UInt8](repeating: value, count: 60 * 80)
            let blank = PageSignature(luma: luma, width: 60, height: 80)
            XCTAssertEqual(blank.moment, PageHash(words: .zero))
            XCTAssertEqual(blank.inkShare, 0)
            XCTAssertEqual(blank.skew, 0)
        }
    }

    func testTheOddestSizesAreRead() {
        for (width, height) in [(1, 1), (1, 900), (900, 1), (2, 3), (700, 9)] {
            let luma = (0..<width * height).map { UInt8($0 * 37 % 256) }
            let signature = PageSignature(luma: luma, width: width, height: height)
            XCTAssert((-3...3).contains(signature.skew), "\(width)x\(height)")
        }
    }
}
