import XCTest

@testable import API

final class SurfaceDescriptionTests: XCTestCase {
    private func describe(_ text: String) -> SurfaceDescription {
        SurfaceDescription(Array(text.utf8))
    }

    func testAnOperationHasItsTerms() throws {
        let description = describe(
            """
            # A comment.
            namespace v
            tag Things
            security bearer
            errors Problem 404
            path id: int

            PATCH /things/{id} updateThing: Changes a thing.
                query dry?: bool,
                    as: string
                body {name: string}
                200 Thing
                204

            Thing = {name: string,
                size?: int}
            Problem = {}
            """)
        let operation = try XCTUnwrap(description.operations.first)
        XCTAssertEqual(operation.method, HTTPMethod(rawValue: "PATCH"))
        XCTAssertEqual(operation.path, "/things/{id}")
        XCTAssertEqual(operation.json["operationId"], "updateThing")
        XCTAssertEqual(operation.json["summary"], "Changes a thing.")
        XCTAssertEqual(operation.json["tags"], ["Things"])
        XCTAssertEqual(operation.json["security"], [["bearer": []]])
        XCTAssertEqual(
            operation.json["parameters"],
            [
                ["name": "id", "in": "path", "required": true, "schema": ["type": "integer"]],
                ["name": "dry", "in": "query", "required": false, "schema": ["type": "boolean"]],
                ["name": "as", "in": "query", "required": true, "schema": ["type": "string"]],
            ])
        XCTAssertEqual(Set(description.schemas.keys), ["v.Thing", "v.Problem"])
    }

    func testBodiesAreClosedAndAnswersOpen() throws {
        let description = describe(
            "namespace v\nPOST /a make: Makes.\n    body? {n: int}\n    201 text/x {n: int}\n")
        let operation = try XCTUnwrap(description.operations.first)
        let object: JSONValue = [
            "type": "object", "required": ["n"], "properties": ["n": ["type": "integer"]],
        ]
        var closed = object
        closed["additionalProperties"] = false
        XCTAssertEqual(
            operation.json["requestBody"],
            ["required": false, "content": ["application/json": ["schema": closed]]])
        XCTAssertEqual(
            operation.json["responses"]?["201"]?["content"], ["text/x": ["schema": object]])
    }

    func testARestIsOneParameter() {
        let operation = describe("GET /a/{b}/{c*} get: Gets.\n    200\n").operations.first
        XCTAssertEqual(operation?.pattern, "/a/{b}/{c*}")
        XCTAssertEqual(operation?.path, "/a/{b}/{c}")
    }
}
