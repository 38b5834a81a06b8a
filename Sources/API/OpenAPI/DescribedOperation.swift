/// One method of one address as OpenAPI describes it.
struct DescribedOperation: Sendable {
    let method: HTTPMethod
    /// As a route has it, with names in braces.
    let pattern: String
    let json: JSONValue

    /// Where OpenAPI has the operation: it knows no parameters of several parts.
    var path: String { pattern.replacing("*}", with: "}") }
}

/// Reads `METHOD /pattern operationId: Summary.` and the clauses below it:
///
///     query name?: type, other: type       header Name?: type
///     body type                            body? media/type type
///     form {name: type, file: binary}
///     200 type                             206 media/type type       204
struct OperationReader {
    let terms: SurfaceTerms
    let statement: Statement

    func operation() -> DescribedOperation {
        var reader = NotationReader(statement.head)
        let method = reader.word()
        let pattern = reader.text(until: " ")
        let id = reader.word()
        reader.require(":")
        var json: JSONValue = [
            "operationId": .string(id), "summary": .string(reader.remainder()),
            "tags": [.string(terms.tag)], "responses": responses, "security": terms.security,
        ]
        let parameters = pathParameters(of: pattern) + clauseParameters
        if !parameters.isEmpty { json["parameters"] = .array(parameters) }
        json["requestBody"] = body
        return DescribedOperation(
            method: HTTPMethod(rawValue: method), pattern: pattern, json: json)
    }

    /// The clauses that begin with a word, without it.
    private func clauses(_ word: String) -> [Substring] {
        statement.clauses.filter { $0.hasPrefix(word + " ") }.map { $0.dropFirst(word.count + 1) }
    }

    // MARK: - Parameters

    private func pathParameters(of pattern: String) -> [JSONValue] {
        PatternPart.all(of: pattern).compactMap { part in
            switch part {
            case .literal: return nil
            case .parameter(let name), .rest(let name):
                let schema = terms.pathParameters[name] ?? ["type": "string"]
                return [
                    "name": .string(name), "in": "path", "required": true, "schema": schema,
                ]
            }
        }
    }

    private var clauseParameters: [JSONValue] {
        ["query", "header"].flatMap { place in
            clauses(place).flatMap { SchemaReader.members($0, namespace: terms.namespace) }
                .map { member in
                    [
                        "name": .string(member.name), "in": .string(place),
                        "required": .bool(member.isRequired), "schema": member.schema,
                    ]
                }
        }
    }

    // MARK: - Bodies

    private var body: JSONValue? {
        if let form = clauses("form").first {
            return required(content("multipart/form-data " + form), true)
        }
        if let body = clauses("body").first { return required(content(body), true) }
        return clauses("body?").first.map { required(content($0), false) }
    }

    private func required(_ content: JSONValue, _ isRequired: Bool) -> JSONValue {
        var content = content
        // Members that nobody knows are refused.
        if case .object(var media) = content, let (name, value) = media.first,
            var schema = value["schema"], schema["properties"] != nil || schema["type"] == "object"
        {
            schema["additionalProperties"] = false
            media[name] = ["schema": schema]
            content = .object(media)
        }
        return ["required": .bool(isRequired), "content": content]
    }

    /// `media/type type`, or a type alone for JSON.
    private func content(_ text: some StringProtocol) -> JSONValue {
        let words = String(text).split(separator: " ", maxSplits: 1).map(String.init)
        guard words.count == 2, words[0].contains("/") else {
            return media("application/json", String(text))
        }
        return media(words[0], words[1])
    }

    private func media(_ name: String, _ type: String) -> JSONValue {
        .object([name: ["schema": SchemaReader.schema(type, namespace: terms.namespace)]])
    }

    // MARK: - Answers

    private var responses: JSONValue {
        var responses: [String: JSONValue] = [:]
        for status in terms.errorStatuses {
            responses[status] = response(status, terms.errorContent)
        }
        for clause in statement.clauses where clause.first?.isNumber == true {
            let status = String(clause.prefix(3))
            responses[status] = response(
                status, clause.dropFirst(3).drop { $0 == " " })
        }
        return .object(responses)
    }

    private func response(_ status: String, _ text: some StringProtocol) -> JSONValue {
        var response: JSONValue = [
            "description": .string(StatusPhrases.all[status] ?? "Status \(status)")
        ]
        if !text.isEmpty { response["content"] = content(text) }
        return response
    }
}
