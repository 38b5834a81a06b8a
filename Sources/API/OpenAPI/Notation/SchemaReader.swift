/// Reads types such as `{id: id<doc>, title: string(1..255), description?: string|null}` into
/// the schemas of JSON that they stand for.
struct SchemaReader {
    private var reader: NotationReader
    /// Stands before names without a dot, which are of this surface.
    private let namespace: String

    init(_ text: some StringProtocol, namespace: String) {
        reader = NotationReader(text)
        self.namespace = namespace
    }

    /// One member of an object, or one parameter.
    struct Member {
        let name: String
        let isRequired: Bool
        let schema: JSONValue
    }

    /// A type that fills the text to its end.
    static func schema(_ text: some StringProtocol, namespace: String) -> JSONValue {
        var reader = SchemaReader(text, namespace: namespace)
        let schema = reader.schema()
        if !reader.reader.isAtEnd { reader.reader.fail("nothing more was expected") }
        return schema
    }

    /// Members that fill the text to its end, separated by commas.
    static func members(_ text: some StringProtocol, namespace: String) -> [Member] {
        var reader = SchemaReader(text, namespace: namespace)
        var members = [reader.member()]
        while reader.reader.take(",") { members.append(reader.member()) }
        if !reader.reader.isAtEnd { reader.reader.fail("nothing more was expected") }
        return members
    }

    private mutating func member() -> Member {
        let name = reader.word()
        let isRequired = !reader.take("?")
        reader.require(":")
        return Member(name: name, isRequired: isRequired, schema: schema())
    }

    // MARK: - Types

    /// Alternatives with bars between: texts, types and `null`.
    private mutating func schema() -> JSONValue {
        var texts: [JSONValue] = []
        var types: [JSONValue] = []
        var isNullable = false
        repeat {
            if reader.take("\"") {
                texts.append(.string(reader.text(until: "\"")))
            } else if let type = type() {
                types.append(type)
            } else {
                isNullable = true
            }
        } while reader.take("|")
        if !texts.isEmpty { types.append(["type": "string", "enum": .array(texts)]) }
        if isNullable { return Self.nullable(types) }
        return types.count == 1 ? types[0] : ["anyOf": .array(types)]
    }

    private static func nullable(_ types: [JSONValue]) -> JSONValue {
        if types.count == 1, case .string(let name)? = types[0]["type"], types[0]["enum"] == nil {
            var type = types[0]
            type["type"] = [.string(name), "null"]
            return type
        }
        return ["anyOf": .array(types + [["type": "null"]])]
    }

    /// One type; `nil` for `null`.
    private mutating func type() -> JSONValue? {
        if reader.take("{") { return object() }
        if reader.take("[") { return list() }
        let word = reader.word()
        switch word {
        case "": reader.fail("a type is missing")
        case "null": return nil
        case "string": return text()
        case "int": return ranged(["type": "integer"], "minimum", "maximum")
        case "float": return ["type": "number"]
        case "bool": return ["type": "boolean"]
        case "id": return identifier()
        case "map": return map()
        case "Struct": return ["type": "object"]
        case "any": return [:]
        default: return Self.formats[word] ?? reference(word)
        }
    }

    private static let formats: [String: JSONValue] = [
        "datetime": ["type": "string", "format": "date-time"],
        "uri": ["type": "string", "format": "uri"],
        "email": ["type": "string", "format": "email"],
        "uuid": ["type": "string", "format": "uuid"],
        "base64": ["type": "string", "contentEncoding": "base64"],
        "binary": ["type": "string", "format": "binary"],
    ]

    private func reference(_ name: String) -> JSONValue {
        let full = name.contains(".") ? name : "\(namespace).\(name)"
        return ["$ref": .string("#/components/schemas/\(full)")]
    }

    /// `string`, `string(1..255)`, `string/pattern/`.
    private mutating func text() -> JSONValue {
        var type = ranged(["type": "string"], "minLength", "maxLength")
        if reader.take("/") { type["pattern"] = .string(reader.text(until: "/")) }
        return type
    }

    /// `(1..100)`, `(1..)` or nothing.
    private mutating func ranged(
        _ type: JSONValue, _ minimum: String, _ maximum: String
    ) -> JSONValue {
        guard reader.take("(") else { return type }
        return bounded(type, by: reader.text(until: ")"), minimum, maximum)
    }

    private func bounded(
        _ type: JSONValue, by range: String, _ minimum: String, _ maximum: String
    ) -> JSONValue {
        let bounds = range.split(separator: "..", omittingEmptySubsequences: false)
        guard bounds.count == 2 else { reader.fail("\(range) is no range") }
        var type = type
        type[minimum] = Double(bounds[0]).map { .number($0) }
        type[maximum] = Double(bounds[1]).map { .number($0) }
        return type
    }

    /// `id<user,bot>`: one of these prefixes and a name in Crockford's base 32.
    private mutating func identifier() -> JSONValue {
        reader.require("<")
        let prefixes = reader.text(until: ">").split(separator: ",").joined(separator: "|")
        let head = prefixes.contains("|") ? "(\(prefixes))" : prefixes
        return ["type": "string", "pattern": .string("^\(head)_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    }

    private mutating func map() -> JSONValue {
        reader.require("<")
        let values = schema()
        reader.require(">")
        return ["type": "object", "additionalProperties": values]
    }

    /// `[type]`, `[type]{1..50}`.
    private mutating func list() -> JSONValue {
        let items = schema()
        reader.require("]")
        let type: JSONValue = ["type": "array", "items": items]
        guard reader.take("{") else { return type }
        return bounded(type, by: reader.text(until: "}"), "minItems", "maxItems")
    }

    /// `{name: type, other?: type; one: type / other: type}`: of those behind the semicolon
    /// exactly one is there.
    private mutating func object() -> JSONValue {
        var members: [Member] = []
        var choices: [Member] = []
        while !reader.isNext("}"), !reader.isNext(";") {
            members.append(member())
            guard reader.take(",") else { break }
        }
        if reader.take(";") {
            repeat { choices.append(member()) } while reader.take("/")
        }
        reader.require("}")
        return Self.object(of: members, choices: choices)
    }

    private static func object(of members: [Member], choices: [Member]) -> JSONValue {
        let properties = (members + choices).map { ($0.name, $0.schema) }
        var type: JSONValue = ["type": "object"]
        if !properties.isEmpty {
            type["properties"] = .object(Dictionary(uniqueKeysWithValues: properties))
        }
        let required = members.filter(\.isRequired).map { JSONValue.string($0.name) }
        if !required.isEmpty { type["required"] = .array(required) }
        if !choices.isEmpty {
            type["oneOf"] = .array(choices.map { ["required": [.string($0.name)]] })
        }
        return type
    }
}
