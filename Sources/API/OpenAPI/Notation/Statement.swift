/// One statement of a description: a line and the indented lines below it.
struct Statement {
    /// The line that is not indented.
    let head: String
    /// Those below it, where a line that is indented twice belongs to the one before.
    let clauses: [String]
    /// All of it as one text.
    var text: String { ([head] + clauses).joined(separator: " ") }

    private static let indent = "    "

    /// Reads a text; lines that are empty or begin with `#` are passed over.
    static func all(in text: String) -> [Statement] {
        var statements: [Statement] = []
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            guard line.hasPrefix(indent) else {
                statements.append(Statement(head: String(line), clauses: []))
                continue
            }
            guard let last = statements.popLast() else {
                preconditionFailure("the description of a surface begins with an indented line")
            }
            statements.append(last.adding(line.dropFirst(indent.count)))
        }
        return statements
    }

    private func adding(_ line: Substring) -> Statement {
        guard line.hasPrefix(Self.indent), let last = clauses.last else {
            return Statement(head: head, clauses: clauses + [String(line)])
        }
        let joined = last + " " + line.drop { $0 == " " }
        return Statement(head: head, clauses: clauses.dropLast() + [joined])
    }
}
