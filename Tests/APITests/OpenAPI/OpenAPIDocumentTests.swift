import StoreTestSupport
import XCTest

@testable import API

/// The document and the routes say the same.
final class OpenAPIDocumentTests: XCTestCase {
    private func routed() throws -> Set<String> {
        let router = Router(WholeServer.surfaces(of: try TestStore()))
        return Set(router.routes.map { "\($0.method.rawValue) \($0.pattern)" })
    }

    private var described: [String] {
        SurfaceDescription.all.flatMap(\.operations).map { "\($0.method.rawValue) \($0.pattern)" }
    }

    func testEveryRouteIsDescribed() throws {
        XCTAssertEqual(try routed().subtracting(described).sorted(), [])
    }

    func testEveryDescribedOperationIsRouted() throws {
        XCTAssertEqual(Set(described).subtracting(try routed()).sorted(), [])
    }

    func testEveryOperationIsDescribedOnce() {
        XCTAssertEqual(Set(described).count, described.count)
        let names = SurfaceDescription.all.flatMap(\.operations).map { $0.json["operationId"] }
        XCTAssertEqual(Set(names).count, names.count)
    }

    func testEveryReferenceLeadsSomewhere() {
        let schemas = SurfaceDescription.all.reduce(into: Set<String>()) {
            $0.formUnion($1.schemas.keys)
        }
        let all = SurfaceDescription.all.flatMap { $0.operations.map(\.json) + $0.schemas.values }
        let references = all.reduce(into: Set<String>()) { $0.formUnion(Self.references(in: $1)) }
        let prefix = "#/components/schemas/"
        XCTAssertEqual(references.subtracting(schemas.map { prefix + $0 }).sorted(), [])
        XCTAssertEqual(Set(schemas.map { prefix + $0 }).subtracting(references).sorted(), [])
    }

    private static func references(in json: JSONValue) -> [String] {
        switch json {
        case .null, .bool, .number, .string: return []
        case .array(let values): return values.flatMap(references)
        case .object(let members):
            if case .string(let name)? = members["$ref"] { return [name] }
            return members.values.flatMap(references)
        }
    }
}
