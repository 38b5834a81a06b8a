import Foundation
import TestSupport
import XCTest

@testable import Storage

// Vectors: valid.yml and invalid.yml of the TypeID specification 0.3.0,
// https://github.com/jetify-com/typeid/tree/main/spec. Those without a prefix are
// read with one, since every name of ours has one.
final class TypeIDTests: XCTestCase {
    private static let valid: [(high: UInt64, low: UInt64, suffix: String)] = [
        (0, 0, "00000000000000000000000000"),
        (0, 1, "00000000000000000000000001"),
        (0, 0xa, "0000000000000000000000000a"),
        (0, 0x10, "0000000000000000000000000g"),
        (0, 0x20, "00000000000000000000000010"),
        (.max, .max, "7zzzzzzzzzzzzzzzzzzzzzzzzz"),
        (0x0110_c853_1d09_52d8, 0xd73e_1194_e95b_5f19, "0123456789abcdefghjkmnpqrs"),
        (0x0189_0a5d_ac96_774b, 0xbcce_b302_099a_8057, "01h455vb4pex5vsknk084sn02q"),
    ]

    private static let invalid = [
        "PREFIX_00000000000000000000000000", "12345_00000000000000000000000000",
        "pre.fix_00000000000000000000000000", "préfix_00000000000000000000000000",
        "  prefix_00000000000000000000000000",
        String(repeating: "abcdefghij", count: 7) + "_00000000000000000000000000",
        "_00000000000000000000000000", "_", "",
        "prefix_1234567890123456789012345", "prefix_123456789012345678901234567",
        "prefix_1234567890123456789012345 ", "prefix_0123456789ABCDEFGHJKMNPQRS",
        "prefix_123456789-123456789-123456", "prefix_ooooooiiiiiiuuuuuuulllllll",
        "prefix_i23456789ol23456789oi23456", "prefix_123456789-0123456789-0123456",
        "prefix_8zzzzzzzzzzzzzzzzzzzzzzzzz", "_prefix_00000000000000000000000000",
        "prefix__00000000000000000000000000", "prefix", "prefix_",
        "prefix00000000000000000000000000",
        "prefix_0000000000000000000000000é", "prefix_\u{301}0000000000000000000000000",
        "prefix_0000000000000000000000000\0",
    ]

    func testNumbersAreWrittenAsTheSpecificationSays() {
        for vector in Self.valid {
            let name = TypeID(prefix: "prefix", high: vector.high, low: vector.low)
            XCTAssertEqual(name.text, "prefix_" + vector.suffix)
        }
    }

    func testValidNamesAreRead() {
        for vector in Self.valid {
            for prefix in ["prefix", "pre_fix"] {
                let text = "\(prefix)_\(vector.suffix)"
                XCTAssertEqual(TypeID(text, prefix: prefix)?.text, text)
            }
        }
    }

    func testInvalidNamesAreRefused() {
        for text in Self.invalid { XCTAssertNil(TypeID(text, prefix: "prefix"), text) }
    }

    func testNamesOfAnotherKindAreRefused() {
        XCTAssertNil(TypeID(TypeID(prefix: "doc").text, prefix: "do"))
        XCTAssertNil(TypeID(TypeID(prefix: "doc").text, prefix: "docs"))
        XCTAssertNotNil(TypeID(TypeID(prefix: "doc").text, prefix: "doc"))
    }

    func testNewNamesHaveTheForm() throws {
        let form = try NSRegularExpression(pattern: "^doc_[0-7][0-9a-hjkmnp-tv-z]{25}$")
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<200 {
            let moment = Timestamp(microseconds: .random(in: 0...(1 << 57), using: &generator))
            let text = TypeID(prefix: "doc", at: moment, using: &generator).text
            let all = NSRange(text.startIndex..., in: text)
            XCTAssertEqual(form.numberOfMatches(in: text, range: all), 1, text)
        }
    }

    func testNewNamesAreUUIDsOfVersion7() {
        // RFC 9562 section 5.7: 48 bits of milliseconds, 4 of version, 2 of variant.
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<200 {
            let milliseconds = Int64.random(in: 0..<(1 << 48), using: &generator)
            let moment = Timestamp(microseconds: milliseconds * 1_000 + 999)
            let (high, low) = decode(TypeID(prefix: "x", at: moment, using: &generator).suffix)
            XCTAssertEqual(Int64(high >> 16), milliseconds)
            XCTAssertEqual(high >> 12 & 0xf, 7)
            XCTAssertEqual(low >> 62, 2)
        }
    }

    func testLaterNamesSortLater() {
        var generator = SeededGenerator(seed: 4)
        let names = (0..<200).map { millisecond in
            TypeID(
                prefix: "doc",
                at: Timestamp(microseconds: 1_767_225_600_000_000 + millisecond * 1_000),
                using: &generator
            ).text
        }
        XCTAssertEqual(names, names.sorted())
    }

    func testNamesOfOneMomentDiffer() {
        let names = (0..<10_000).map { _ in TypeID(prefix: "doc", at: Timestamp(microseconds: 0)) }
        XCTAssertEqual(Set(names).count, names.count)
    }

    /// The obvious twin of the encoder: five bits a letter.
    private func decode(_ suffix: String) -> (high: UInt64, low: UInt64) {
        let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")
        let bits = suffix.flatMap { letter -> [UInt64] in
            let value = alphabet.firstIndex(of: letter) ?? 0
            return (0..<5).reversed().map { UInt64(value >> $0 & 1) }
        }.dropFirst(2)
        let number = { (bits: ArraySlice<UInt64>) in bits.reduce(0) { $0 << 1 | $1 } }
        return (number(bits.prefix(64)), number(bits.suffix(64)))
    }
}
