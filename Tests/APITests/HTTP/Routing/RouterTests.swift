import XCTest

@testable import API

final class RouterTests: XCTestCase {
    private func router(_ patterns: [String]) -> Router {
        let routes = patterns.map { pattern in
            Route.plain(.get, pattern) { _ in .text("") }
        }
        return Router([Surface(prefix: "/v1", errors: PlainErrors(), routes: routes)])
    }

    private func find(_ path: String, in router: Router, _ names: [String] = []) throws -> String {
        switch router.find(.get, try RequestPath(raw: path)) {
        case .route(let found, let parameters):
            ([found.route.pattern] + names.map { parameters[$0] }).joined(separator: " ")
        case .otherMethods: "other methods"
        case .nothing: "nothing"
        }
    }

    func testPrefersLiteralPartsAndGoesBack() throws {
        let router = router(["/v1/a/{x}", "/v1/a/b", "/v1/{y}/c/d", "/v1/a/b/e", "/v1/f/{rest*}"])
        XCTAssertEqual(try find("/v1/a/b", in: router), "/v1/a/b")
        XCTAssertEqual(try find("/v1/a/z", in: router, ["x"]), "/v1/a/{x} z")
        XCTAssertEqual(try find("/v1/a/c/d", in: router, ["y"]), "/v1/{y}/c/d a")
        XCTAssertEqual(try find("/v1/f/g/h%20i", in: router, ["rest"]), "/v1/f/{rest*} g/h i")
        XCTAssertEqual(try find("/v1/f", in: router), "nothing")
        XCTAssertEqual(try find("/v1/a/", in: router), "nothing")
        XCTAssertEqual(try find("/v1/a/b/", in: router), "nothing")
        XCTAssertEqual(try find("/", in: router), "nothing")
    }

    func testTheRootIsAnAddress() throws {
        XCTAssertEqual(try find("/", in: router(["/"])), "/")
    }

    func testTheLongestPrefixAnswersErrors() {
        struct Named: ErrorRenderer {
            let name: String
            func render(_ error: any Error, for request: HTTPRequest) -> HTTPResponse? { nil }
        }
        let router = Router([
            Surface(prefix: "/v1", errors: Named(name: "one"), routes: []),
            Surface(prefix: "/v1/rooms", errors: Named(name: "rooms"), routes: []),
        ])
        for (path, name) in [
            ("/v1", "one"), ("/v1/a", "one"), ("/v1/rooms/a", "rooms"), ("/v1/roomsy", "one"),
        ] {
            XCTAssertEqual((router.errors(for: path) as? Named)?.name, name, path)
        }
        XCTAssertTrue(router.errors(for: "/v1beta") is PlainErrors)
    }
}
