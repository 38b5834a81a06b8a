/// Reads words and marks of the notation in which surfaces are described, see
/// `docs/openapi-notation.md`.
///
/// The text is part of the program: what is wrong with it traps, and the tests read all of it.
struct NotationReader {
    private var rest: Substring

    init(_ text: some StringProtocol) {
        rest = Substring(text)
        skipSpace()
    }

    var isAtEnd: Bool { rest.isEmpty }

    func isNext(_ mark: Character) -> Bool { rest.first == mark }

    /// Takes a mark and the space behind it, where it is next.
    mutating func take(_ mark: Character) -> Bool {
        guard rest.first == mark else { return false }
        rest.removeFirst()
        skipSpace()
        return true
    }

    mutating func require(_ mark: Character) {
        guard take(mark) else { fail("\(mark) is missing") }
    }

    /// A name: letters, digits, underscores, dots and dashes; empty where none is next.
    mutating func word() -> String {
        let word = rest.prefix { $0.isLetter || $0.isNumber || "_.-".contains($0) }
        rest = rest[word.endIndex...]
        skipSpace()
        return String(word)
    }

    /// What stands between here and a mark, which is taken as well.
    mutating func text(until mark: Character) -> String {
        let text = rest.prefix { $0 != mark }
        guard text.endIndex != rest.endIndex else { fail("\(mark) is missing") }
        rest = rest[rest.index(after: text.endIndex)...]
        skipSpace()
        return String(text)
    }

    /// All that is left.
    mutating func remainder() -> String {
        defer { rest = "" }
        return String(rest)
    }

    func fail(_ reason: String) -> Never {
        preconditionFailure("the description of a surface: \(reason) before \"\(rest.prefix(60))\"")
    }

    private mutating func skipSpace() {
        rest = rest.drop(while: \.isWhitespace)
    }
}
