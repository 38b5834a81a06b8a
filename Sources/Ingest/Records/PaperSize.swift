/// A page's size in whole millimetres, and what paper that is.
struct PaperSize: Hashable {
    let width: Int
    let height: Int

    /// Printers' and scanners' cuts differ by so many millimetres.
    private static let tolerance = 3

    /// Short and long side in millimetres.
    private static let papers: [(name: String, short: Int, long: Int)] = [
        ("PAGE_SIZE_A4", 210, 297), ("PAGE_SIZE_LETTER", 216, 279),
        ("PAGE_SIZE_LEGAL", 216, 356), ("PAGE_SIZE_A3", 297, 420),
        ("PAGE_SIZE_TABLOID", 279, 432),
    ]

    init(widthPoints: Double, heightPoints: Double) {
        width = Int((widthPoints * 25.4 / 72).rounded())
        height = Int((heightPoints * 25.4 / 72).rounded())
    }

    /// The name in the record schema.
    var name: String {
        let (short, long) = (min(width, height), max(width, height))
        let paper = Self.papers.first { paper in
            abs(paper.short - short) <= Self.tolerance && abs(paper.long - long) <= Self.tolerance
        }
        return paper?.name ?? "PAGE_SIZE_CUSTOM"
    }

    var orientation: String {
        width > height ? "ORIENTATION_LANDSCAPE" : "ORIENTATION_PORTRAIT"
    }

    var dimensions: RecordSchema.Dimensions {
        RecordSchema.Dimensions(height_mm: Double(height), width_mm: Double(width))
    }
}
