import Ingest
import PDF
import Sharing

/// A required watermark, for people.
enum WatermarkText {
    /// Rows of a table of two columns.
    static func rows(of requirement: WatermarkRequirement?) -> [[String]] {
        guard let requirement else { return [["Watermark", "none"]] }
        let watermark = requirement.watermark
        return watermark.lines.enumerated().map { number, line in
            [number == 0 ? "Watermark" : "", line.printableLine]
        } + [
            ["Position", watermark.position.rawValue],
            ["Opacity", "\(watermark.opacity)"],
            ["Color", watermark.color.description],
            ["Size", watermark.fontSize.map { "\($0) points" } ?? "what suits the page"],
            ["Pages", text(of: watermark.kind)],
            ["Unmarked for", requirement.unmarkedFor.rawValue],
        ]
    }

    private static func text(of kind: CopyKind) -> String {
        switch kind {
        case .vector: "stay text and lines"
        case .burned(let dpi): "become pictures of \(dpi) dpi"
        }
    }
}
