/// A small XML document: a root with elements of text.
struct XMLText {
    private let root: String
    private var elements = ""

    init(_ root: String) {
        self.root = root
    }

    mutating func add(_ name: String, _ value: String) {
        elements += "<\(name)>\(Self.escaped(value))</\(name)>"
    }

    var text: String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<\(root)>\(elements)</\(root)>"
    }

    /// Control characters that no XML may hold become U+FFFD.
    private static func escaped(_ value: String) -> String {
        var escaped = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\r": escaped += "&#13;"
            case "\t", "\n": escaped.unicodeScalars.append(scalar)
            case "\0"..."\u{1f}", "\u{fffe}", "\u{ffff}": escaped += "\u{fffd}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
