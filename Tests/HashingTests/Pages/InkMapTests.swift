import TestSupport
import XCTest

@testable import Hashing

final class InkMapTests: XCTestCase {
    private static let picture = DrawnPage.text(seed: 1).picture(side: 640)

    func testTheGrainOfFaintPaperLeavesNoInk() {
        let clean = Self.ink(of: Self.picture.luma)
        var random = SeededGenerator(seed: 5)
        let grainy = Self.picture.luma.map { luma in
            // Four even numbers added up are nearly normal: a deviation of ten.
            let grain = (0..<4).reduce(0) { sum, _ in sum + Int.random(in: -8...8, using: &random) }
            return UInt8(max(0, min(255, 215 - (250 - Int(luma)) / 2 + grain)))
        }
        let ink = Self.ink(of: grainy)
        let beside = zip(clean.values, ink.values).filter { $0.0 == 0 }.map { Int($0.1) }
        XCTAssertLessThan(Double(beside.reduce(0, +)) / Double(beside.count), 2)
        XCTAssertEqual(Double(ink.sum) / Double(clean.sum), 1, accuracy: 0.35)
    }

    private static func ink(of luma: [UInt8]) -> BytePlane {
        InkMap(luma: luma, width: picture.width, height: picture.height).plane
    }
}
