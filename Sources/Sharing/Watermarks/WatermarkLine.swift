/// One line of a watermark, as it was written and as it is read: text with `{placeholders}`,
/// in which `{{` and `}}` are braces.
struct WatermarkLine: Hashable, Sendable {
    enum Part: Hashable, Sendable {
        case text(String)
        case placeholder(WatermarkPlaceholder)
    }

    let text: String
    let parts: [Part]

    /// Reads a line; throws `OperationError` that names what is wrong with it.
    init(_ text: String) throws(OperationError) {
        guard WatermarkLimits.line.contains(text.unicodeScalars.count) else {
            throw Self.invalid(
                "A line of a watermark has 1 to \(WatermarkLimits.line.upperBound) characters.")
        }
        guard !text.unicodeScalars.contains(where: \.properties.isControl) else {
            throw Self.invalid(
                "A line of a watermark may not hold control characters. Give a line for each.")
        }
        self.text = text
        parts = try Self.parts(of: text)
        guard parts.contains(where: \.isVisible) else {
            throw Self.invalid("A line of a watermark has to say something that can be seen.")
        }
    }

    var placeholders: [WatermarkPlaceholder] {
        parts.compactMap { if case .placeholder(let placeholder) = $0 { placeholder } else { nil } }
    }

    // MARK: - Reading

    private static func parts(of text: String) throws(OperationError) -> [Part] {
        var parts: [Part] = []
        var rest = text[...]
        while let first = rest.first {
            if rest.hasPrefix("{{") || rest.hasPrefix("}}") {
                parts.append(.text(String(first)))
                rest = rest.dropFirst(2)
            } else if first == "{" {
                parts.append(.placeholder(try placeholder(at: &rest)))
            } else {
                let run = rest.prefix { $0 != "{" && $0 != "}" }
                parts.append(.text(String(run.isEmpty ? rest.prefix(1) : run)))
                rest = rest.dropFirst(max(1, run.count))
            }
        }
        return parts
    }

    /// Takes `{name}` off the beginning.
    private static func placeholder(
        at rest: inout Substring
    ) throws(OperationError) -> WatermarkPlaceholder {
        guard let end = rest.firstIndex(of: "}") else {
            throw invalid(
                "A brace of a watermark is not closed. Write {{ for a brace that is to be seen.")
        }
        let name = String(rest[rest.index(after: rest.startIndex)..<end])
        guard let placeholder = WatermarkPlaceholder(rawValue: name) else {
            throw invalid(
                "There is no placeholder {\(name)}. There are: \(WatermarkPlaceholder.list).")
        }
        rest = rest[rest.index(after: end)...]
        return placeholder
    }

    private static func invalid(_ message: String) -> OperationError {
        .invalid(Watermark.parameter, message)
    }
}

extension WatermarkLine.Part {
    /// Whether it leaves anything on the page, as far as is known yet.
    fileprivate var isVisible: Bool {
        switch self {
        case .text(let text): text.isVisible
        case .placeholder: true
        }
    }
}

extension String {
    /// Whether there is more in it than spaces and what no font draws.
    var isVisible: Bool { unicodeScalars.contains { !$0.properties.isBlank } }
}

extension Unicode.Scalar.Properties {
    /// Ends of lines too, which would make one line two.
    var isControl: Bool {
        [.control, .lineSeparator, .paragraphSeparator].contains(generalCategory)
    }

    fileprivate var isBlank: Bool {
        isWhitespace || isDefaultIgnorableCodePoint
            || [.control, .format, .unassigned, .surrogate].contains(generalCategory)
    }
}
