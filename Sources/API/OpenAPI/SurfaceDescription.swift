/// What one surface serves, as its file in `Surfaces/` describes it.
struct SurfaceDescription: Sendable {
    let operations: [DescribedOperation]
    /// By the name that references have.
    let schemas: [String: JSONValue]

    /// Reads a file of the notation; traps on what is not of it.
    init(_ file: [UInt8]) {
        var terms = SurfaceTerms()
        var operations: [DescribedOperation] = []
        var schemas: [String: JSONValue] = [:]
        for statement in Statement.all(in: String(decoding: file, as: UTF8.self)) {
            if terms.read(statement) { continue }
            if let (name, type) = Self.definition(statement.text) {
                schemas["\(terms.namespace).\(name)"] = SchemaReader.schema(
                    type, namespace: terms.namespace)
            } else {
                operations.append(OperationReader(terms: terms, statement: statement).operation())
            }
        }
        self.operations = operations
        self.schemas = schemas
    }

    /// `Name = type`
    private static func definition(_ text: String) -> (name: String, type: Substring)? {
        let name = text.prefix { $0 != " " }
        let rest = text[name.endIndex...]
        guard rest.hasPrefix(" = ") else { return nil }
        return (String(name), rest.dropFirst(3))
    }
}

extension SurfaceDescription {
    static let operations = SurfaceDescription(PackageResources.operations_api)

    /// Of all surfaces that there are.
    static let all = [
        operations, SurfaceDescription(PackageResources.v1beta_api),
        SurfaceDescription(PackageResources.v1_api), SurfaceDescription(PackageResources.links_api),
        SurfaceDescription(PackageResources.s3_api),
    ]
}
