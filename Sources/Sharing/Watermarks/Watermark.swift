public import Ingest
public import PDF

/// A mark that copies of documents get, with placeholders for what differs between them.
///
/// As JSON: `{"lines": ["{viewer}", "{date}"], "position": "diagonal", "opacity": 0.25,
/// "color": "#808080", "font_size": 24, "kind": "burned", "dpi": 150}`, of which `lines` has to
/// be there. Always valid: it cannot be made otherwise.
public struct Watermark: Hashable, Sendable {
    /// What it says, a line each, as it was written.
    public var lines: [String] { templates.map(\.text) }
    public let position: PageMark.Position
    public let opacity: Double
    public let color: RGBColor
    /// In points; `nil` for what suits the position and the page.
    public let fontSize: Double?
    public let kind: CopyKind

    let templates: [WatermarkLine]

    /// What callers call it where they are told that one is wrong.
    static let parameter = "watermark"

    /// Where nothing is said of how dense a burned copy is.
    public static let defaultDPI = 150

    /// Throws `OperationError` that says what is wrong, and what is accepted.
    public init(
        lines: [String], position: PageMark.Position = .diagonal, opacity: Double = 0.25,
        color: RGBColor = .grey, fontSize: Double? = nil, kind: CopyKind = .vector
    ) throws(OperationError) {
        guard WatermarkLimits.lines.contains(lines.count) else {
            throw .invalid(
                Self.parameter,
                "A watermark has 1 to \(WatermarkLimits.lines.upperBound) lines.")
        }
        var templates: [WatermarkLine] = []
        for line in lines { templates.append(try WatermarkLine(line)) }
        try Self.check(opacity, WatermarkLimits.opacity, "The opacity of a watermark")
        if let fontSize {
            try Self.check(fontSize, WatermarkLimits.fontSize, "The size of a watermark's letters")
        }
        if case .burned(let dpi) = kind {
            let range = CopyLimits.resolutions
            try Self.check(
                Double(dpi), Double(range.lowerBound)...Double(range.upperBound),
                "The resolution of a burned copy")
        }
        self.init(templates, position, opacity, color, fontSize, kind)
    }

    private init(
        _ templates: [WatermarkLine], _ position: PageMark.Position, _ opacity: Double,
        _ color: RGBColor, _ fontSize: Double?, _ kind: CopyKind
    ) {
        (self.templates, self.position, self.opacity) = (templates, position, opacity)
        (self.color, self.fontSize, self.kind) = (color, fontSize, kind)
    }

    private static func check(
        _ value: Double, _ range: ClosedRange<Double>, _ noun: String
    ) throws(OperationError) {
        guard range.contains(value) else {
            throw .invalid(
                parameter,
                "\(noun) is \(range.lowerBound.plain) to \(range.upperBound.plain).")
        }
    }

    /// Whether it differs from one copy to the next of the same version: such a copy is for one
    /// link alone.
    public var isPersonal: Bool { templates.flatMap(\.placeholders).contains(where: \.isPersonal) }

    /// One mark that says what both say: this one as it looks, with the lines of the other that
    /// it does not have, no fainter than either, and burned where either is.
    public func joined(with other: Watermark) -> Watermark {
        Watermark(
            templates + other.templates.filter { !templates.contains($0) }, position,
            max(opacity, other.opacity), color, fontSize, kind.stronger(other.kind))
    }

    /// What is drawn for one copy.
    ///
    /// Throws `failedPrecondition` where nothing of it can be seen, since what its placeholders
    /// stand for is blank, or where a line becomes too long: a copy must not leave without a mark.
    public func resolved(for facts: WatermarkFacts) throws(OperationError) -> PageMark {
        let lines = templates.map { $0.resolved(for: facts) }.filter(\.isVisible)
        guard !lines.isEmpty else {
            throw .precondition(
                "The watermark of this copy would say nothing. Give it a line with text.")
        }
        guard lines.allSatisfy({ $0.unicodeScalars.count <= WatermarkLimits.resolvedLine }) else {
            throw .precondition(
                "A line of this copy's watermark would have more than "
                    + "\(WatermarkLimits.resolvedLine) characters. Spread it over several lines.")
        }
        return PageMark(
            lines: lines, position: position, opacity: opacity, color: color, fontSize: fontSize)
    }
}

extension WatermarkLine {
    fileprivate func resolved(for facts: WatermarkFacts) -> String {
        let text = parts.map { part in
            switch part {
            case .text(let text): text
            case .placeholder(let placeholder): facts.text(for: placeholder)
            }
        }.joined()
        // A title may have what would make one line two.
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.properties.isControl ? " " : $0 }))
    }
}

extension CopyKind {
    /// The one that is harder to take the mark off; of two burned ones the denser.
    fileprivate func stronger(_ other: CopyKind) -> CopyKind {
        switch (self, other) {
        case (.burned(let one), .burned(let two)): .burned(dpi: max(one, two))
        case (.burned, .vector): self
        case (.vector, _): other
        }
    }
}

extension Double {
    /// Without a fraction where there is none.
    fileprivate var plain: String { Int(exactly: self).map { String($0) } ?? String(self) }
}
