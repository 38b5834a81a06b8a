import PDF
import XCTest

/// A vector copy of a test's document, and what is seen of its mark.
struct MarkedPDF {
    /// Red and opaque at the lower edge, so that it can be told from anything else.
    static let mark = PageMark(
        lines: ["Ada Lovelace"], position: .footer, opacity: 1,
        color: RGBColor(red: 255, green: 0, blue: 0))

    let bytes: [UInt8]
    private let original: [UInt8]

    init(
        _ original: [UInt8], mark: PageMark = Self.mark, substituting pages: Set<Int> = []
    ) throws {
        self.original = original
        let copy = try VectorCopy(bytes: original)
        _ = try copy.mark(mark, substituting: pages)
        let file = try Scratch()
        try copy.write(to: file.descriptor)
        bytes = try file.contents()
    }

    init(_ maker: PDFMaker) throws {
        try self.init(maker.makeBytes())
    }

    /// Throws where the copy must not be used.
    func check() throws {
        let (before, after) = (try Scratch(original), try Scratch(bytes))
        let check = try CopyCheck(original: before.descriptor, copy: after.descriptor)
        _ = try check.run(.vector)
    }

    func raster(ofPage page: Int = 0, side: Int = 400) throws -> Raster {
        try PDFDocument(bytes: bytes).picture(ofPage: page, side: side)
    }

    /// Where red is seen, as shares of the page from its top left corner; `nil` for nowhere.
    func markBox(ofPage page: Int = 0) throws -> Rectangle? {
        let raster = try raster(ofPage: page)
        var box: (left: Int, top: Int, right: Int, bottom: Int)?
        for y in 0..<raster.height {
            for x in 0..<raster.width where raster.isRed(x: x, y: y) {
                let old = box ?? (x, y, x, y)
                box = (min(old.left, x), min(old.top, y), max(old.right, x), max(old.bottom, y))
            }
        }
        let (width, height) = (Double(raster.width), Double(raster.height))
        return box.map {
            Rectangle(
                x: Double($0.left) / width, y: Double($0.top) / height,
                width: Double($0.right - $0.left + 1) / width,
                height: Double($0.bottom - $0.top + 1) / height)
        }
    }
}

extension Raster {
    fileprivate func isRed(x: Int, y: Int) -> Bool {
        let color = color(x: x, y: y)
        return color[0] > 200 && color[1] < 90 && color[2] < 90
    }
}
