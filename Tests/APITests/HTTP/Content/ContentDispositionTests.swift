import XCTest

@testable import API

final class ContentDispositionTests: XCTestCase {
    func testStatesTheName() {
        for (name, header) in [
            ("a b.pdf", "attachment; filename=\"a b.pdf\""),
            ("ü.pdf", "attachment; filename=\"_.pdf\"; filename*=UTF-8''%C3%BC.pdf"),
            (
                "履歴書.pdf",
                "attachment; filename=\"___.pdf\"; filename*=UTF-8''%E5%B1%A5%E6%AD%B4%E6%9B%B8.pdf"
            ),
            ("a\"b.pdf", "attachment; filename=\"a_b.pdf\"; filename*=UTF-8''a%22b.pdf"),
            ("50%41.pdf", "attachment; filename=\"50_41.pdf\"; filename*=UTF-8''50%2541.pdf"),
            ("../../etc/passwd", "attachment; filename=\"passwd\""),
            ("C:\\a.pdf", "attachment; filename=\"a.pdf\""),
            ("a\r\nX: y", "attachment; filename=\"aX: y\""),
            ("", "attachment"), ("/", "attachment"),
        ] {
            XCTAssertEqual(ContentDisposition.header(.attachment, fileName: name), header)
        }
    }

    func testStatesNoNameWhereThereIsNone() {
        XCTAssertEqual(ContentDisposition.header(.inline, fileName: nil), "inline")
    }
}
