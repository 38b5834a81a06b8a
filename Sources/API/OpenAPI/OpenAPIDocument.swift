/// The OpenAPI 3.1 document of a server.
struct OpenAPIDocument {
    let json: JSONValue

    /// Describes the operations surface and those routes that the others have.
    ///
    /// - Parameter version: Of the program.
    init(version: String, serving routes: [Route]) {
        let own = SurfaceDescription.operations.operations
        let served = Set(routes.map(Address.init) + own.map(Address.init))
        var paths: [String: JSONValue] = [:]
        for operation in SurfaceDescription.all.flatMap(\.operations)
        where served.contains(Address(operation)) {
            let method = operation.method.rawValue.lowercased()
            paths[operation.path, default: [:]][method] = operation.json
        }
        json = [
            "openapi": "3.1.0", "info": Self.info(version), "servers": [["url": "/"]],
            "paths": .object(paths), "components": Self.components,
        ]
    }

    private struct Address: Hashable {
        let method: HTTPMethod
        let pattern: String

        init(_ route: Route) {
            method = route.method
            pattern = route.pattern
        }

        init(_ operation: DescribedOperation) {
            method = operation.method
            pattern = operation.pattern
        }
    }

    private static func info(_ version: String) -> JSONValue {
        [
            "title": "Muniment", "version": .string(version),
            "description": """
            A document system of record. Every answer carries `X-Request-Id`; answers to a \
            key carry `X-RateLimit-Limit`, `-Remaining` and `-Reset`. Every `GET` has its \
            `HEAD`.
            """,
        ]
    }

    private static var components: JSONValue {
        let schemas = SurfaceDescription.all.reduce(into: [String: JSONValue]()) {
            $0.merge($1.schemas) { first, _ in first }
        }
        return [
            "schemas": .object(schemas),
            "securitySchemes": [
                "bearer": [
                    "type": "http", "scheme": "bearer",
                    "description": "An API key, such as `ffy_prod_…`.",
                ],
                "link": [
                    "type": "apiKey", "in": "query", "name": "signature",
                    "description": "Of the link, whose query is signed as it stands.",
                ],
                "sigv4": [
                    "type": "apiKey", "in": "query", "name": "X-Amz-Signature",
                    "description": "AWS Signature Version 4, in a query or a form.",
                ],
            ],
        ]
    }
}
