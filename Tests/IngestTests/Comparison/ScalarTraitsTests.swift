import Foundation
import XCTest

@testable import Ingest

final class ScalarTraitsTests: XCTestCase {
    func testNormalLettersStayBesideEachOther() {
        let normal = (0..<0x2200).compactMap { Unicode.Scalar(UInt32($0)) }
            .filter { $0.traits.contains(.normal) }
        let text = String(String.UnicodeScalarView(normal))
        XCTAssertTrue(
            text.precomposedStringWithCompatibilityMapping.unicodeScalars.elementsEqual(normal))
        XCTAssertTrue(text.contains("ß"))
        XCTAssertFalse("\u{301}\u{B2}".unicodeScalars.contains { $0.traits.contains(.normal) })
    }

    func testLettersBeyondTheTableAreClassifiedToo() {
        XCTAssertTrue(Unicode.Scalar(0x4E2D)?.traits.contains(.ofWord) == true)
        XCTAssertTrue(Unicode.Scalar(0xFF12)?.traits.contains(.digit) == true)
        XCTAssertTrue(Unicode.Scalar(0xE001)?.traits == [.symbol, .mayBeOfWord])
    }
}
