/// A header such as `form-data; name="a"; filename="b.pdf"` (RFC 9110, 5.6.6).
struct ParameterizedValue {
    /// What stands before the first semicolon.
    let value: Substring
    /// Names in small letters.
    private var parameters: [(name: String, value: String)] = []

    /// The value of the first parameter of that name, in small letters.
    subscript(name: String) -> String? { parameters.first { $0.name == name }?.value }

    /// A parameter as RFC 8187 spells it, `name*=UTF-8''…`; `nil` when it is not there or not
    /// readable.
    func extended(_ name: String) -> String? {
        let parts = self[name + "*"]?
            .split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard let parts, parts.count == 3, parts[0].equalsIgnoringCase("utf-8") else {
            return nil
        }
        return try? parts[2].percentDecoded()
    }

    /// Returns `nil` where a quote is not closed or a parameter has no value.
    init?(_ text: String) {
        let semicolon = text.firstIndex(of: ";") ?? text.endIndex
        value = text[..<semicolon].trimmed
        var rest = text[semicolon...]
        while rest.first == ";" {
            rest = rest.dropFirst().trimmedStart
            if rest.isEmpty || rest.first == ";" { continue }
            guard let equals = rest.firstIndex(of: "=") else { return nil }
            let name = rest[..<equals].trimmed.lowercased()
            rest = rest[rest.index(after: equals)...].trimmedStart
            guard let value = Self.takeValue(&rest) else { return nil }
            parameters.append((name, value))
            rest = rest.trimmedStart
        }
        guard rest.isEmpty else { return nil }
    }

    private static func takeValue(_ rest: inout Substring) -> String? {
        guard rest.first == "\"" else {
            let end = rest.firstIndex(of: ";") ?? rest.endIndex
            defer { rest = rest[end...] }
            return String(rest[..<end].trimmed)
        }
        return takeQuoted(&rest)
    }

    /// A backslash before a quote or a backslash is taken off; any other stays, for old browsers
    /// send whole paths of Windows.
    private static func takeQuoted(_ rest: inout Substring) -> String? {
        var value = ""
        var characters = rest.unicodeScalars.dropFirst()
        while let next = characters.popFirst() {
            if next == "\"" {
                rest = Substring(characters)
                return value
            }
            if next == "\\", let escaped = characters.first, escaped == "\"" || escaped == "\\" {
                value.unicodeScalars.append(escaped)
                characters.removeFirst()
            } else {
                value.unicodeScalars.append(next)
            }
        }
        return nil
    }
}

extension Substring {
    fileprivate var trimmedStart: Substring { drop { $0 == " " || $0 == "\t" } }
}
