import XCTest

@testable import API

final class MultipartParserTests: XCTestCase {
    private static let form =
        "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\none\r\n"
        + "--x \t\r\nContent-Type: text/plain\r\ncontent-disposition: form-data; name=b\r\n\r\n\r\n"
        + "--x\r\nContent-Disposition: form-data; name=c\r\n\r\n\r\n--y\r\n-\r\r\n--\r\n--x--\r\nrest"

    /// The parts as `headers>content`, read in pieces.
    private func parts(of form: String, cutAt cuts: [Int] = []) throws -> [String] {
        var parser = MultipartParser(boundary: Array("x".utf8), maxHeaderBytes: 200)
        var parts: [String] = []
        let bytes = Array(form.utf8)
        let bounds = [0] + cuts + [bytes.count]
        for (start, end) in zip(bounds, bounds.dropFirst()) {
            try bytes[start..<end].withUnsafeBytes {
                try parser.feed($0) { event in
                    switch event {
                    case .begin(let headers):
                        parts.append((headers["content-disposition"] ?? "") + ">")
                    case .bytes(let bytes):
                        XCTAssertFalse(bytes.isEmpty)
                        parts[parts.count - 1] += String(decoding: bytes, as: UTF8.self)
                    case .end: parts[parts.count - 1] += "."
                    }
                }
            }
        }
        try parser.finish()
        return parts
    }

    private let expected = [
        "form-data; name=\"a\">one.", "form-data; name=b>.",
        "form-data; name=c>\r\n--y\r\n-\r\r\n--.",
    ]

    func testReadsPartsHoweverTheyAreCut() throws {
        let count = Self.form.utf8.count
        XCTAssertEqual(try parts(of: Self.form), expected)
        for cut in 0...count {
            XCTAssertEqual(try parts(of: Self.form, cutAt: [cut]), expected, "\(cut)")
        }
        XCTAssertEqual(try parts(of: Self.form, cutAt: Array(0...count)), expected)
    }

    func testSkipsWhatStandsBeforeTheFirstBoundary() throws {
        XCTAssertEqual(try parts(of: "a preamble\r\n" + Self.form), expected)
        XCTAssertEqual(try parts(of: "\r\n" + Self.form), expected)
    }

    func testTakesAFormWithoutParts() throws {
        XCTAssertEqual(try parts(of: "--x--\r\n"), [])
    }

    func testRefusesWhatIsMalformed() {
        let part = "--x\r\nContent-Disposition: form-data; name=a\r\n"
        for form in [
            "", "--y--", "--x", "--x\r\n", part + "\r\n", part + "\r\nb", part + "\r\nb\r\n--x",
            part + "\r\nb\r\n--x-", "--xx--\r\n", part + "\r\nb\r\n--xy\r\n--x--",
            part + "no colon\r\n\r\nb\r\n--x--", part + part.dropFirst(4) + "\r\nb\r\n--x--",
            part + "X: " + String(repeating: "a", count: 200) + "\r\n\r\nb\r\n--x--",
            "--x" + String(repeating: " ", count: 100) + "\r\n\r\n--x--",
        ] {
            XCTAssertThrowsError(try parts(of: form), form.debugDescription) { error in
                XCTAssertEqual((error as? HTTPError)?.status, .badRequest)
            }
        }
    }
}
