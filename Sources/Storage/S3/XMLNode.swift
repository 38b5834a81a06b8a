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

    /// The root of a document; throws `.inputOutput` when it is not well-formed.
    static func root(of bytes: [UInt8]) throws -> XMLNode {
        let parser = XMLParser(data: Data(bytes))
        parser.shouldResolveExternalEntities = false
        let builder = Builder()
        parser.delegate = builder
        guard parser.parse(), let root = builder.top.children.first else {
            throw StorageError(
                .inputOutput, "the S3 server answered something that is no XML; check endpoint")
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
