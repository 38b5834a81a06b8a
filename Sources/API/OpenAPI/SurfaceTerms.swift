/// What all operations of a surface have in common, as far as it was read.
struct SurfaceTerms {
    var namespace = ""
    var tag = ""
    /// The schema of `{name}` in paths, by name.
    var pathParameters: [String: JSONValue] = [:]
    /// What an error says: a type, maybe behind its media type.
    var errorContent = ""
    var errorStatuses: [String] = []
    /// Which credentials are asked for.
    var security: JSONValue = []

    /// Takes in a statement of the form `word …`; false for what is no such statement.
    mutating func read(_ statement: Statement) -> Bool {
        let words = statement.text.split(separator: " ", maxSplits: 1).map(String.init)
        guard words.count == 2 else { return false }
        switch words[0] {
        case "namespace": namespace = words[1]
        case "tag": tag = words[1]
        case "path": readPath(words[1])
        case "errors": readErrors(words[1])
        case "security": security = words[1] == "none" ? [] : [.object([words[1]: []])]
        default: return false
        }
        return true
    }

    private mutating func readPath(_ text: String) {
        for member in SchemaReader.members(text, namespace: namespace) {
            pathParameters[member.name] = member.schema
        }
    }

    /// `Problem 400 404`, `application/xml string 403`.
    private mutating func readErrors(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        errorContent = words.filter { Int($0) == nil }.joined(separator: " ")
        errorStatuses = words.filter { Int($0) != nil }
    }
}
