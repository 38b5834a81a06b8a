internal import Foundation
internal import FoundationXML

/// An element of an answer: its name, text and children. Namespaces and attributes are dropped.
final class XMLNode {
    let name: String
    private(set) var text = ""
    private(set) var children: [XMLNode] = []

    private init(name: String) {
        self.name = name
    }

    /// The root of a document; throws `.inputOutput` when it is not well-formed or has another name.
    static func root(of bytes: [UInt8], named name: String) throws -> XMLNode {
        let parser = XMLParser(data: Data(bytes))
        parser.shouldResolveExternalEntities = false
        let builder = Builder()
        parser.delegate = builder
        // The parser takes a document that ends early for a whole one.
        guard parser.parse(), builder.isComplete, let root = builder.top.children.first,
            root.name == name
        else {
            throw StorageError(
                .inputOutput, "the S3 server gave an answer that is not S3's; check endpoint")
        }
        return root
    }

    /// The children of a name, in order.
    func all(_ name: String) -> [XMLNode] {
        children.filter { $0.name == name }
    }

    /// The text of the first child of a name.
    func text(_ name: String) -> String? {
        children.first { $0.name == name }?.text
    }

    private final class Builder: NSObject, XMLParserDelegate {
        let top = XMLNode(name: "")
        private lazy var open = [top]

        /// Whether everything that was opened was closed.
        var isComplete: Bool { open.count == 1 }

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
            qualifiedName: String?, attributes: [String: String]
        ) {
            let node = XMLNode(name: String(name.split(separator: ":").last ?? ""))
            open.last?.children.append(node)
            open.append(node)
        }

        func parser(
            _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
            qualifiedName: String?
        ) {
            _ = open.popLast()
        }

        func parser(_ parser: XMLParser, foundCharacters text: String) {
            open.last?.text += text
        }
    }
}
