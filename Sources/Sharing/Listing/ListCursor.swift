internal import Foundation

/// A place in a list that goes on after the name of its last element.
public struct ListCursor: Hashable, Sendable {
    public let last: String

    private struct Token: Codable {
        let id: String
        let d: String
    }

    public init(after last: String) {
        self.last = last
    }

    /// Reads what `token` wrote; throws `invalidCursor` for anything else.
    public init(token: String) throws(OperationError) {
        guard let data = Data(base64URL: token),
            let token = try? JSONDecoder().decode(Token.self, from: data), token.d == "next"
        else {
            throw .invalid(
                "page_token", "The page token is not valid. Begin with the first page.",
                .invalidCursor)
        }
        last = token.id
    }

    /// The place as text that callers hand back.
    public var token: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return try encoder.encode(Token(id: last, d: "next")).base64URL
        } catch {
            preconditionFailure("texts can be encoded")
        }
    }
}
