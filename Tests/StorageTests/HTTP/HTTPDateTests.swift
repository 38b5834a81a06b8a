import XCTest

@testable import Storage

final class HTTPDateTests: XCTestCase {
    func testPreferredFormIsRead() {
        XCTAssertEqual(
            HTTPDate.parse("Sun, 06 Nov 1994 08:49:37 GMT"),
            Timestamp(microseconds: 784_111_777_000_000))
        XCTAssertEqual(
            HTTPDate.parse("Thu, 29 Feb 2024 23:59:59 GMT"),
            Timestamp(microseconds: 1_709_251_199_000_000))
    }

    func testAnythingElseIsRefused() {
        for text in [
            "", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
            "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 06 Nov 1994 08:49 GMT",
            "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT",
            "Sun, +6 Nov 1994 08:49:37 GMT",
        ] {
            XCTAssertNil(HTTPDate.parse(text), text)
        }
    }
}
