import Foundation
import Ingest
import Sharing
import XCTest

extension FactifyServer {
    /// An answer with its JSON.
    struct Answer {
        let status: Int
        /// Names in small letters.
        let headers: [String: String]
        let body: [UInt8]

        /// A member by its path, such as `document.title` or `items.0.id`; `nil` where it is
        /// not there, `NSNull` where it is `null`.
        subscript(path: String) -> Any? {
            var value = try? JSONSerialization.jsonObject(
                with: Data(body), options: .fragmentsAllowed)
            for name in path.split(separator: ".") {
                if let index = Int(name), let array = value as? [Any] {
                    value = array.indices.contains(index) ? array[index] : nil
                } else {
                    value = (value as? [String: Any])?[String(name)]
                }
            }
            return value
        }

        func text(_ path: String) -> String? { self[path] as? String }

        /// The names of the members of an object.
        func members(_ path: String = "") -> Set<String> {
            Set((self[path] as? [String: Any] ?? [:]).keys)
        }
    }

    /// Sends a request on a connection of its own.
    func send(
        _ method: String, _ target: String, as person: Person?, _ headers: [String: String] = [:],
        body: [UInt8] = []
    ) throws -> Answer {
        var head = "\(method) \(target) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n"
        if let person { head += "Authorization: Bearer \(person.key)\r\n" }
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        if !body.isEmpty { head += "Content-Length: \(body.count)\r\n" }
        let client = try RawClient(port: port)
        client.send(Array((head + "\r\n").utf8) + body)
        guard let answer = try client.answer() else {
            throw RawClientError(description: "the connection ended without an answer")
        }
        return Answer(status: answer.status, headers: answer.headers, body: answer.body)
    }

    func get(
        _ target: String, as person: Person? = nil, _ headers: [String: String] = [:]
    ) throws -> Answer {
        try send("GET", target, as: person ?? owner, headers)
    }

    /// Sends JSON.
    func send(
        _ method: String, _ target: String, as person: Person? = nil, json: String
    ) throws -> Answer {
        try send(
            method, target, as: person ?? owner, ["Content-Type": "application/json"],
            body: Array(json.utf8))
    }

    /// A part of a form; a file where it has a file's name.
    struct Part {
        let name: String
        var fileName: String?
        let content: String

        static func file(_ name: String, _ content: String = "%PDF-1.7 test") -> Part {
            Part(name: name, fileName: "a.pdf", content: content)
        }

        static func field(_ name: String, _ content: String) -> Part {
            Part(name: name, content: content)
        }
    }

    /// Sends a form to make something.
    func post(_ target: String, as person: Person? = nil, _ parts: [Part]) throws -> Answer {
        var body = ""
        for part in parts {
            body += "--bound\r\nContent-Disposition: form-data; name=\"\(part.name)\""
            if let fileName = part.fileName { body += "; filename=\"\(fileName)\"" }
            body += "\r\n\r\n\(part.content)\r\n"
        }
        return try send(
            "POST", target, as: person ?? owner,
            ["Content-Type": "multipart/form-data; boundary=bound"],
            body: Array((body + "--bound--\r\n").utf8))
    }

    /// Makes a document and returns its name.
    func makeDocument(
        _ title: String = "Title", access: String = "organization", as person: Person? = nil
    ) throws -> String {
        let answer = try post(
            "/v1beta/documents", as: person,
            [.field("title", title), .field("access_level", access), .file("payload")])
        return try XCTUnwrap(answer.text("document.id"))
    }
}

/// Asserts what v1beta says of an error.
func assertRefused(
    _ answer: FactifyServer.Answer, _ status: Int, _ code: String, _ reason: String,
    _ parameter: String? = nil, line: UInt = #line
) {
    XCTAssertEqual(answer.status, status, line: line)
    XCTAssertEqual(answer.headers["content-type"], "application/json", line: line)
    XCTAssertEqual(answer.text("code"), code, line: line)
    XCTAssertEqual(answer.text("details.0.reason"), reason, line: line)
    XCTAssertEqual(answer.text("details.0.param"), parameter, line: line)
    XCTAssertEqual(answer.text("details.0.request_id"), answer.headers["x-request-id"], line: line)
    XCTAssertNotEqual(answer.text("message") ?? "", "", line: line)
}
