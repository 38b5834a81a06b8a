import XCTest

@testable import Ingest

final class ByteCodingTests: XCTestCase {
    func testCountsAreReadBack() throws {
        for count in [0, 1, 127, 128, 16_383, 16_384, 1 << 21, 1 << 28, ByteWriter.maxCount] {
            XCTAssertEqual(
                try written { $0.write(count: count) }.reading { try $0.readCount() }, count)
        }
    }

    func testCountsOutsideTheirRangeAreClipped() throws {
        XCTAssertEqual(try written { $0.write(count: -1) }.reading { try $0.readCount() }, 0)
        XCTAssertEqual(
            try written { $0.write(count: .max) }.reading { try $0.readCount() },
            ByteWriter.maxCount)
    }

    func testNumbersAreReadBack() throws {
        for number in [0, -0.5, 595.25, Double(Float.greatestFiniteMagnitude)] {
            XCTAssertEqual(
                try written { $0.write(number: number) }.reading { try $0.readNumber() }, number)
        }
    }

    func testNumbersThatAreNoneAreWrittenAsZero() throws {
        for number in [Double.nan, .infinity, 1e300] {
            XCTAssertEqual(
                try written { $0.write(number: number) }.reading { try $0.readNumber() }, 0)
        }
    }

    func testSharesAreExactToAStep() throws {
        for share in stride(from: 0, through: 1, by: 0.001) {
            XCTAssertEqual(
                try written { $0.write(share: share) }.reading { try $0.readShare() }, share,
                accuracy: 0.5 / 65_535)
        }
    }

    func testSharesOutsideThePageAreClipped() throws {
        XCTAssertEqual(try written { $0.write(share: -0.1) }.reading { try $0.readShare() }, 0)
        XCTAssertEqual(try written { $0.write(share: 7) }.reading { try $0.readShare() }, 1)
        XCTAssertEqual(try written { $0.write(share: .nan) }.reading { try $0.readShare() }, 0)
    }

    func testTextsOfEveryScriptAreReadBack() throws {
        for text in ["", "a\n\tb", "Größe", "漢字", "עִבְרִית", "👩‍👩‍👧‍👦", "\u{10ffff}\u{a0}"] {
            XCTAssertEqual(try written { $0.write(text: text) }.reading { try $0.readText() }, text)
        }
    }

    func testOptionalTextsAreReadBack() throws {
        XCTAssertEqual(
            try written { $0.write(optional: "x") }.reading { try $0.readOptionalText() }, "x")
        XCTAssertNil(try written { $0.write(optional: nil) }.reading { try $0.readOptionalText() })
    }

    func testControlCharactersAreRefused() {
        let controls = (0...0x1f).map { UInt32($0) } + (0x7f...0x9f).map { UInt32($0) }
        for value in controls where value != 0x09 && value != 0x0a {
            let text = "a\(Unicode.Scalar(value).map(Character.init) ?? "?")b"
            assertMalformed(written { $0.write(text: text) }) { _ = try $0.readText() }
        }
    }

    func testTextThatIsNoUTF8IsRefused() {
        for bytes: [UInt8] in [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xc0, 0x80]] {
            assertMalformed(written { $0.write(bytes: bytes) }) { _ = try $0.readText() }
        }
    }

    func testLengthBeyondTheEndIsRefused() {
        for length in [1, 100, ByteWriter.maxCount] {
            assertMalformed(written { $0.write(count: length) }) { _ = try $0.readText() }
            assertMalformed(written { $0.write(count: length) }) { _ = try $0.readBytes() }
        }
    }

    func testCountOfMoreThanFitsIsRefused() throws {
        let enough = written {
            $0.write(count: 2)
            $0.write(text: "12345")
        }
        var reader = enough
        XCTAssertEqual(try reader.readCount(ofElementsOver: 3), 2)
        assertMalformed(enough) { _ = try $0.readCount(ofElementsOver: 4) }
    }

    func testEndlessCountIsRefused() {
        assertMalformed(ByteReader([0x80, 0x80, 0x80, 0x80, 0x80, 0x01])) { _ = try $0.readCount() }
    }

    func testFlagIsZeroOrOne() {
        assertMalformed(ByteReader([2])) { _ = try $0.readFlag() }
    }

    func testNumberThatIsNotFiniteIsRefused() {
        for bits in [Float.nan.bitPattern, Float.infinity.bitPattern] {
            let bytes = (0..<4).map { UInt8(truncatingIfNeeded: bits >> ($0 * 8)) }
            assertMalformed(ByteReader(bytes)) { _ = try $0.readNumber() }
        }
    }

    private func written(_ write: (inout ByteWriter) -> Void) -> ByteReader {
        var writer = ByteWriter()
        write(&writer)
        return ByteReader(writer.bytes)
    }

    private func assertMalformed(
        _ reader: ByteReader, line: UInt = #line, _ read: (inout ByteReader) throws -> Void
    ) {
        var reader = reader
        XCTAssertThrowsError(try read(&reader), line: line) {
            XCTAssertTrue($0 is ByteReader.Malformed, line: line)
        }
    }
}

extension ByteReader {
    fileprivate func reading<Value>(
        _ body: (inout ByteReader) throws -> Value
    ) rethrows -> Value {
        var copy = self
        return try body(&copy)
    }
}
