import XCTest

@testable import API

final class RequestPathTests: XCTestCase {
    func testDecodesTheParts() throws {
        XCTAssertEqual(try RequestPath(raw: "/a/b%20c/%C3%BC").segments, ["a", "b c", "ü"])
    }

    func testTheRootHasNoParts() throws {
        XCTAssertEqual(try RequestPath(raw: "/").segments, [])
    }

    func testKeepsEmptyParts() throws {
        XCTAssertEqual(try RequestPath(raw: "/a//b/").segments, ["a", "", "b", ""])
    }

    func testRefusesWhatProgramsReadDifferently() {
        for raw in [
            "", "a", "*", "/a/../b", "/./a", "/%2e%2e/b", "/.%2E/b", "/a%2Fb", "/a%5cb", "/a%00b",
            "/%", "/%4", "/%zz", "/%C3", "/%ff", "/%C0%AF",
        ] {
            XCTAssertThrowsError(try RequestPath(raw: raw), raw) { error in
                XCTAssertEqual((error as? HTTPError)?.status, .badRequest)
            }
        }
    }
}
