import XCTest

@testable import API

final class SchemaReaderTests: XCTestCase {
    private func assert(
        _ text: String, _ schema: JSONValue, file: StaticString = #filePath, line: UInt = #line
    ) {
        XCTAssertEqual(
            SchemaReader.schema(text, namespace: "v"), schema, text, file: file, line: line)
    }

    func testPlainTypes() {
        assert("string", ["type": "string"])
        assert("int", ["type": "integer"])
        assert("float", ["type": "number"])
        assert("bool", ["type": "boolean"])
        assert("datetime", ["type": "string", "format": "date-time"])
        assert("Struct", ["type": "object"])
        assert("map<int>", ["type": "object", "additionalProperties": ["type": "integer"]])
    }

    func testBounds() {
        assert(
            "string(1..255)",
            ["type": "string", "minLength": .number(1), "maxLength": .number(255)])
        assert("int(1..)", ["type": "integer", "minimum": .number(1)])
        assert(
            "[int]{1..50}",
            [
                "type": "array", "items": ["type": "integer"], "minItems": .number(1),
                "maxItems": .number(50),
            ])
    }

    func testPatterns() {
        assert(
            "string(2..)/^a|b$/", ["type": "string", "minLength": .number(2), "pattern": "^a|b$"])
        assert("id<doc>", ["type": "string", "pattern": "^doc_[0-7][0-9a-hjkmnp-tv-z]{25}$"])
        assert(
            "id<user,bot>",
            ["type": "string", "pattern": "^(user|bot)_[0-7][0-9a-hjkmnp-tv-z]{25}$"])
    }

    func testAlternatives() {
        assert("\"a\" | \"b\"", ["type": "string", "enum": ["a", "b"]])
        assert(
            "string(0..9)|null",
            [
                "type": ["string", "null"], "minLength": .number(0),
                "maxLength": .number(9),
            ])
        assert(
            "Thing|null",
            ["anyOf": [["$ref": "#/components/schemas/v.Thing"], ["type": "null"]]])
        assert("w.Thing", ["$ref": "#/components/schemas/w.Thing"])
    }

    func testObjects() {
        assert("{}", ["type": "object"])
        assert(
            "{id: int, a.b?: bool}",
            [
                "type": "object", "required": ["id"],
                "properties": ["id": ["type": "integer"], "a.b": ["type": "boolean"]],
            ])
    }

    func testOneOfSeveralMembers() {
        assert(
            "{id?: int; a: int / b: bool}",
            [
                "type": "object",
                "properties": [
                    "id": ["type": "integer"], "a": ["type": "integer"], "b": ["type": "boolean"],
                ],
                "oneOf": [["required": ["a"]], ["required": ["b"]]],
            ])
    }
}
