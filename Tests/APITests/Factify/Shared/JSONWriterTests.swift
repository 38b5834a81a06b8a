import Foundation
import Storage
import XCTest

@testable import API

final class JSONWriterTests: XCTestCase {
    private func written(_ write: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter()
        write(&json)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    func testNestedValues() {
        let text = written { json in
            json.object { json in
                json.member("a", "x")
                json.member("b", nil as String?)
                json.member("c", 1)
                json.object("d") { $0.member("e", true) }
                json.array("f", [1, 2]) { $1.number($0) }
                json.array("g", [Int]()) { $1.number($0) }
                json.nullable("h", nil)
                json.member(named: "i", "y")
                json.member("j", written: Array("[]".utf8))
            }
        }
        XCTAssertEqual(
            text,
            #"{"a":"x","c":1,"d":{"e":true},"f":[1,2],"g":[],"h":null,"i":"y","j":[]}"#)
    }

    func testEveryCharacterComesBack() throws {
        let scalars = (0...0x7ff).compactMap(Unicode.Scalar.init).map(Character.init)
        let text = String(scalars) + "\u{2028}\u{fffd}📜{[:,"
        let json = written { $0.array([text, ":"]) { $1.string($0) } }
        XCTAssertEqual(
            try JSONDecoder().decode([String].self, from: Data(json.utf8)), [text, ":"])
    }
}
