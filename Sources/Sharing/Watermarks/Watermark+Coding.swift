internal import Foundation
internal import Ingest
internal import PDF

extension Watermark: Codable {
    private enum Member: String, CaseIterable, CodingKey {
        case lines, position, opacity, color, kind, dpi
        case fontSize = "font_size"
    }

    private enum Kind: String, CaseIterable, Codable {
        case vector, burned
    }

    /// Reads the JSON of one watermark.
    ///
    /// Throws `OperationError` that says what is wrong; `parameter` is what the caller calls it.
    public init(json: String) throws(OperationError) {
        do {
            self = try JSONDecoder().decode(Watermark.self, from: Data(json.utf8))
        } catch let error as OperationError {
            throw error
        } catch {
            throw .invalid(Self.parameter, Self.text(of: error))
        }
    }

    private static func text(of error: any Error) -> String {
        guard let error = error as? DecodingError else { return accepted }
        let place: [any CodingKey] =
            switch error {
            case .typeMismatch(_, let context), .valueNotFound(_, let context),
                .dataCorrupted(let context):
                context.codingPath
            case .keyNotFound(let key, let context): context.codingPath + [key]
            @unknown default: []
            }
        guard let name = place.first(where: { $0.intValue == nil })?.stringValue else {
            return accepted
        }
        return "\(name) of the watermark is missing or of another form. \(accepted)"
    }

    private static let accepted = """
        A watermark is one JSON object such as {"lines": ["{viewer}", "{date} {time}"], \
        "position": "\(PageMark.Position.allCases.map(\.rawValue).joined(separator: "|"))", \
        "opacity": 0.25, "color": "#808080", "font_size": 24, "kind": "vector|burned", "dpi": 150}.
        """

    public init(from decoder: any Decoder) throws {
        let all = try decoder.container(keyedBy: AnyMember.self)
        if let other = all.allKeys.map(\.stringValue).filter({ Member(rawValue: $0) == nil }).min()
        {
            throw OperationError.invalid(
                Self.parameter, "A watermark has no member \(other). \(Self.accepted)")
        }
        let members = try decoder.container(keyedBy: Member.self)
        let dpi = try members.decodeIfPresent(Int.self, forKey: .dpi)
        let kind =
            try members.decodeIfPresent(Kind.self, forKey: .kind)
            ?? (dpi == nil ? .vector : .burned)
        guard dpi == nil || kind == .burned else {
            throw OperationError.invalid(Self.parameter, "Only a burned copy has a dpi.")
        }
        try self.init(
            lines: members.decode([String].self, forKey: .lines),
            position: members.decodeIfPresent(PageMark.Position.self, forKey: .position)
                ?? .diagonal,
            opacity: members.decodeIfPresent(Double.self, forKey: .opacity) ?? 0.25,
            color: members.decodeIfPresent(RGBColor.self, forKey: .color) ?? .grey,
            fontSize: members.decodeIfPresent(Double.self, forKey: .fontSize),
            kind: kind == .burned ? .burned(dpi: dpi ?? Self.defaultDPI) : .vector)
    }

    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: Member.self)
        try members.encode(lines, forKey: .lines)
        try members.encode(position, forKey: .position)
        try members.encode(opacity, forKey: .opacity)
        try members.encode(color, forKey: .color)
        try members.encodeIfPresent(fontSize, forKey: .fontSize)
        switch kind {
        case .vector: try members.encode(Kind.vector, forKey: .kind)
        case .burned(let dpi):
            try members.encode(Kind.burned, forKey: .kind)
            try members.encode(dpi, forKey: .dpi)
        }
    }
}

/// A member of any name.
private struct AnyMember: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
