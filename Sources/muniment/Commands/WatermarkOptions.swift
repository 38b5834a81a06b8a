import Ingest
import PDF
import Sharing

/// The options that describe a watermark.
enum WatermarkOptions {
    private static let positions = PageMark.Position.allCases.map(\.rawValue)
        .joined(separator: ", ")

    static let options: [CommandOption] = [
        .value(
            "watermark", "TEXT",
            help: "A line that stands on every page, such as \"{viewer}, {date}\".",
            isRepeatable: true),
        .value(
            "watermark-position", "PLACE", help: "One of: \(positions); else diagonal."),
        .value("watermark-opacity", "N", help: "From 0.05 to 1; else 0.25."),
        .value("watermark-color", "COLOR", help: "As #rrggbb; else #808080."),
        .value("watermark-size", "POINTS", help: "Of the letters; else what suits the page."),
        .value("burn", "DPI", help: "Make each page a picture with the mark in its pixels."),
    ]

    /// The placeholders, for the help.
    static let placeholders =
        "Lines may have "
        + WatermarkPlaceholder.allCases.map { "{\($0.rawValue)}" }.joined(separator: ", ") + "."
}

extension ParsedArguments {
    /// The watermark that the options describe; `nil` where there is none.
    ///
    /// Throws `UsageError`, also where its looks are described and it says nothing.
    func watermark() throws(UsageError) -> Watermark? {
        let lines = strings("watermark")
        let position = try choice("watermark-position", of: PageMark.Position.self)
        let opacity = try number("watermark-opacity", in: WatermarkLimits.opacity)
        let color = try color("watermark-color")
        let size = try number("watermark-size", in: WatermarkLimits.fontSize)
        let dpi = try integer("burn", in: CopyLimits.resolutions)
        guard !lines.isEmpty else {
            let isDescribed =
                position != nil || opacity != nil || color != nil || size != nil || dpi != nil
            guard !isDescribed else {
                throw error("the watermark says nothing", remedy: "Add '--watermark TEXT'.")
            }
            return nil
        }
        do {
            return try Watermark(
                lines: lines, position: position ?? .diagonal, opacity: opacity ?? 0.25,
                color: color ?? .grey, fontSize: size,
                kind: dpi.map { .burned(dpi: $0) } ?? .vector)
        } catch {
            throw self.error("the watermark is not valid", remedy: error.message)
        }
    }

    /// A colour such as `#1f4e79`; `nil` when none is given.
    func color(_ name: String) throws(UsageError) -> RGBColor? {
        try converted(name, accepted: "Give one such as #1f4e79.") { RGBColor($0) }
    }
}
