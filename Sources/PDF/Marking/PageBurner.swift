/// Turns the pages of one document into pictures with a mark in their pixels.
///
/// Only to be used in a process that may be killed. One thread at a time.
public final class PageBurner {
    /// How pictures are made.
    public struct Settings: Hashable, Codable, Sendable {
        /// Pixels an inch.
        public var dpi: Int
        /// A page of more pixels is drawn more coarsely.
        public var maxPixels: Int
        /// Of the JPEG files, 1…100.
        public var quality: Int

        public init(dpi: Int, maxPixels: Int, quality: Int) {
            (self.dpi, self.maxPixels, self.quality) = (dpi, maxPixels, quality)
        }
    }

    /// Changes whenever the same document and mark may give other pictures.
    public static let revision = "\(PDFDocument.revision), burned 1"

    /// Characters of the mark that no font has, once each.
    public private(set) var missing: [Unicode.Scalar] = []
    private let document: PDFDocument
    private let mark: PageMark
    private let settings: Settings
    /// For pages of the size that came last.
    private var painter: (geometry: Geometry, painter: MarkPainter)?

    /// A page's size in points and pixels.
    private struct Geometry: Hashable {
        var size: PageSize
        var width: Int
        var height: Int
    }

    /// Opens the document behind a descriptor, which stays the caller's and may be closed.
    ///
    /// Throws `PDFError`.
    public init(
        descriptor: CInt, mark: PageMark, settings: Settings,
        reading: ReadingLimits = ReadingLimits()
    ) throws {
        document = try PDFDocument(descriptor: descriptor, limits: reading)
        self.mark = mark
        self.settings = settings
    }

    public var pageCount: Int { document.facts.pageCount }

    /// Burns a page (from 0).
    ///
    /// Throws `MarkingError` with `unmarkablePage` where it cannot be drawn, and `DrawingError`.
    public func burn(page: Int) throws -> BurnedPage {
        guard let (size, unit) = document.size(ofPage: page) else {
            throw Self.unmarkable(page)
        }
        let drawing = try drawing(ofPage: page, side: side(of: size, unit: unit))
        var canvas = PageCanvas(drawing.raster)
        try paint(mark, over: &canvas, size: size.scaled(by: unit))
        let text = InvisibleText(drawing.words, height: size.height)
        return try burned(canvas, size: size, text: text.content, scalars: text.scalars)
    }

    /// A page that says that the page (from 0) in its place could not be copied.
    public func notice(inPlaceOf page: Int) throws -> BurnedPage {
        let (size, unit) = document.size(ofPage: page) ?? (.a4, 1)
        let side = Double(side(of: size, unit: unit))
        let longest = max(size.width, size.height)
        var canvas = PageCanvas(
            width: max(1, Int(side * size.width / longest)),
            height: max(1, Int(side * size.height / longest)))
        try paint(.notice(ofPage: page), over: &canvas, size: size.scaled(by: unit))
        try paint(mark, over: &canvas, size: size.scaled(by: unit))
        return try burned(canvas, size: size, text: [], scalars: [])
    }

    /// The longest side in pixels.
    private func side(of size: PageSize, unit: Double) -> Int {
        let scale = Double(settings.dpi) / 72 * unit
        let pixels = size.width * size.height * scale * scale
        let fit = min(1, (Double(settings.maxPixels) / max(pixels, 1)).squareRoot())
        return max(1, Int((max(size.width, size.height) * scale * fit).rounded(.down)))
    }

    private func drawing(ofPage page: Int, side: Int) throws -> (raster: Raster, words: [DrawnWord])
    {
        do {
            return try document.drawing(ofPage: page, side: side)
        } catch is PDFError {
            throw Self.unmarkable(page)
        }
    }

    private func burned(
        _ canvas: PageCanvas, size: PageSize, text: [UInt8], scalars: [Unicode.Scalar]
    ) throws -> BurnedPage {
        BurnedPage(
            picture: try canvas.jpeg(quality: settings.quality), pixelWidth: canvas.width,
            pixelHeight: canvas.height, text: text, size: size, scalars: scalars)
    }

    private func paint(_ mark: PageMark, over canvas: inout PageCanvas, size: PageSize) throws {
        let geometry = Geometry(
            size: size.drawable, width: canvas.width, height: canvas.height)
        let known = mark == self.mark && painter?.geometry == geometry ? painter?.painter : nil
        let painter =
            try known
            ?? MarkPainter(
                mark, size: geometry.size, width: geometry.width, height: geometry.height)
        if mark == self.mark { self.painter = (geometry, painter) }
        for scalar in try canvas.paint(painter) where !missing.contains(scalar) {
            missing.append(scalar)
        }
    }

    private static func unmarkable(_ page: Int) -> MarkingError {
        MarkingError(.unmarkablePage, "Page \(page + 1) cannot be drawn.", page: page)
    }
}

@available(*, unavailable)
extension PageBurner: Sendable {}

extension PageSize {
    fileprivate func scaled(by unit: Double) -> PageSize {
        PageSize(width: width * unit, height: height * unit)
    }

    /// The nearest size on which a mark can be drawn.
    var drawable: PageSize {
        PageSize(
            width: min(max(width, SheetPlan.minSide), SheetPlan.maxSide),
            height: min(max(height, SheetPlan.minSide), SheetPlan.maxSide))
    }
}
