/// The headers of an answer, under names in any case. Of a name that repeats, the last counts.
struct HTTPHeaders: Sendable {
    private var values: [String: String] = [:]

    subscript(name: String) -> String? {
        get { values[name.lowercased()] }
        set { values[name.lowercased()] = newValue }
    }

    /// Takes a line as it came; returns whether it was a header.
    mutating func add(line: String) -> Bool {
        guard let colon = line.firstIndex(of: ":") else { return false }
        self[String(line[..<colon])] = line[line.index(after: colon)...]
            .trimmed { $0.isWhitespace }
        return true
    }
}

extension StringProtocol {
    /// Without the characters at both ends that satisfy `isDropped`.
    fileprivate func trimmed(_ isDropped: (Character) -> Bool) -> String {
        let start = drop(while: isDropped)
        guard let last = start.lastIndex(where: { !isDropped($0) }) else { return "" }
        return String(start[...last])
    }
}
