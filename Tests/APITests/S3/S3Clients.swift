import Foundation
import TestServers
import XCTest

/// What programs that know S3 do, by `Clients/clients.py`.
enum S3Clients {
    struct Answer: Decodable {
        var status: Int
        /// Names in small letters.
        var headers: [String: String]
        var text: String
        var sha256: String?

        /// The text of an element of an XML answer.
        func element(_ name: String) -> String? {
            guard let start = text.range(of: "<\(name)>"), let end = text.range(of: "</\(name)>")
            else { return nil }
            return String(text[start.upperBound..<end.lowerBound])
        }
    }

    static func run(_ world: [String: Any]) throws -> [Answer] {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Clients/clients.py").path
        let order = try JSONSerialization.data(withJSONObject: world)
        let output = try TestPython.run(script, [String(decoding: order, as: UTF8.self)])
        return try JSONDecoder().decode([Answer].self, from: Data(output.utf8))
    }

    /// Gets an address as it is.
    static func fetch(_ url: String) throws -> Answer {
        let world: [String: Any] = [
            "endpoint": "http://127.0.0.1", "bucket": "a", "region": "us-east-1", "keyID": "a",
            "secret": "b", "steps": [["do": "get", "url": url]],
        ]
        return try XCTUnwrap(run(world).first)
    }
}
