/// What a `Range` header asks for (RFC 9110, 14).
enum ByteRange: Hashable {
    /// There is none that counts: all of it.
    case whole
    case part(Range<Int>)
    /// None of these bytes is there.
    case unsatisfiable

    /// Reads a header's value for content of `count` bytes.
    ///
    /// Several ranges at once are answered with the whole, as RFC 9110, 14.2, allows; so is what
    /// cannot be read.
    init(_ header: String?, count: Int) {
        guard let header, header.lowercased().hasPrefix("bytes=") else {
            self = .whole
            return
        }
        let bounds = header.dropFirst(6).trimmed
            .split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard bounds.count == 2, !bounds[1].contains("-") else {
            self = .whole
            return
        }
        self = Self.read(first: bounds[0].trimmed, last: bounds[1].trimmed, count: count)
    }

    private static func read(first: Substring, last: Substring, count: Int) -> ByteRange {
        if first.isEmpty {
            guard let suffix = number(last) else { return .whole }
            return suffix == 0 || count == 0
                ? .unsatisfiable : .part(max(0, count - suffix)..<count)
        }
        guard let start = number(first) else { return .whole }
        guard let end = last.isEmpty ? Int.max : number(last), end >= start else { return .whole }
        return start >= count ? .unsatisfiable : .part(start..<min(count - 1, end) + 1)
    }

    /// A number of digits alone; one beyond all files is the largest there is.
    private static func number(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text) ?? .max
    }
}
