/// Which sheets are drawn for the pages of a document: few, and of sizes that can be drawn.
///
/// Pages of nearly the same size share a sheet, which is stretched to each of them; so is that of a
/// page larger than a sheet may be, of the same shape.
struct SheetPlan: Hashable {
    /// Of the sheets, in points.
    private(set) var sizes: [PageSize] = []
    /// The sheet of each page.
    private(set) var sheets: [Int] = []

    /// The greatest length of a sheet's side, in points: that of a page in PDF 1.7.
    static let maxSide = 14_400.0
    /// The least length of a sheet's side, in points.
    static let minSide = 18.0
    /// The most sheets that are drawn, whatever sizes a document has.
    static let maxSheets = 64

    /// Plans for pages of these sizes, in order.
    init(_ pages: [PageSize]) {
        var step = 1.0
        repeat {
            fill(pages, step: step)
            step *= 4
        } while sizes.count > Self.maxSheets
    }

    private mutating func fill(_ pages: [PageSize], step: Double) {
        (sizes, sheets) = ([], [])
        var known: [PageSize: Int] = [:]
        for page in pages {
            let scale = min(1, Self.maxSide / max(page.width, page.height))
            let size = PageSize(
                width: Self.side(page.width * scale, step),
                height: Self.side(page.height * scale, step))
            let sheet = known[size] ?? sizes.count
            if sheet == sizes.count {
                known[size] = sheet
                sizes.append(size)
            }
            sheets.append(sheet)
        }
    }

    private static func side(_ length: Double, _ step: Double) -> Double {
        min(max((length / step).rounded() * step, minSide), maxSide)
    }
}
