internal import Foundation
internal import Ingest
internal import Storage

/// A place in a list of documents, and the direction to go from there.
///
/// Holds the last document's sort key, so the list goes on rightly whatever was added or
/// removed meanwhile.
public struct DocumentCursor: Hashable, Sendable {
    let document: DocumentID
    let key: SQLValue
    let order: DocumentOrder
    let isForward: Bool

    private struct Token: Codable {
        let id: String
        let d: String
        let s: String
        let n: Int64?
        let t: String?
    }

    init(_ document: DocumentID, key: SQLValue, order: DocumentOrder, isForward: Bool) {
        self.document = document
        self.key = key
        self.order = order
        self.isForward = isForward
    }

    /// Reads what `token` wrote; throws `invalidCursor` for anything else.
    public init(token: String) throws(OperationError) {
        guard let data = Data(base64URL: token),
            let token = try? JSONDecoder().decode(Token.self, from: data),
            let document = DocumentID(token.id), let order = DocumentOrder(token.s),
            let direction = ["next": true, "prev": false][token.d],
            let key = token.n.map(SQLValue.integer) ?? token.t.map(SQLValue.text),
            (token.t != nil) == (order.key == .name)
        else {
            throw .invalid(
                "page_token", "The page token is not valid. Begin with the first page.",
                .invalidCursor)
        }
        self.init(document, key: key, order: order, isForward: direction)
    }

    /// The place as text that callers hand back.
    public var token: String {
        var number: Int64?
        var text: String?
        switch key {
        case .integer(let value): number = value
        case .text(let value): text = value
        default: preconditionFailure("documents are sorted by numbers and texts")
        }
        let token = Token(
            id: document.text, d: isForward ? "next" : "prev", s: order.text, n: number, t: text)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return try encoder.encode(token).base64URL
        } catch {
            preconditionFailure("texts and numbers can be encoded")
        }
    }
}

extension Data {
    /// Base 64 with the letters of RFC 4648, 5, and without padding.
    var base64URL: String {
        base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    init?(base64URL text: String) {
        let plain = text.replacing("-", with: "+").replacing("_", with: "/").replacing(
            "=", with: "")
        let padding = String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)
        self.init(base64Encoded: plain + padding)
    }
}
