import CPoppler

/// An open PDF that is read page by page.
///
/// Poppler is neither safe nor fast on hostile input: a document may crash the
/// process or keep it busy for ever, so it is opened only in a process that may
/// be killed. One thread at a time.
public final class PDFDocument {
    /// Changes whenever pages may read differently, such as with Poppler's version.
    public static let revision = "poppler \(String(cString: cpoppler_version())), reader 1"

    public let facts: DocumentFacts
    public let limits: ReadingLimits

    private let handle: DocumentHandle
    private lazy var tree: StructureTree? = makeTree()

    /// Opens the file behind a descriptor, which stays the caller's and may be
    /// closed afterwards. The file must not become shorter while the document
    /// is open.
    public convenience init(
        descriptor: CInt, password: String? = nil, limits: ReadingLimits = ReadingLimits()
    ) throws {
        let bytes = try DocumentBytes(mapping: descriptor)
        try self.init(bytes, password: password, limits: limits)
    }

    /// Opens a document in memory; the bytes are copied.
    public convenience init(
        bytes: [UInt8], password: String? = nil, limits: ReadingLimits = ReadingLimits()
    ) throws {
        let bytes = try DocumentBytes(copying: bytes)
        try self.init(bytes, password: password, limits: limits)
    }

    private init(_ bytes: DocumentBytes, password: String?, limits: ReadingLimits) throws {
        handle = try Self.open(bytes, password: password, limits: limits)
        self.limits = limits
        let pageCount = handle.pageCount
        try Self.check(pageCount: pageCount, limits: limits)
        var facts = cpoppler_facts()
        guard cpoppler_document_facts(handle.pointer, &facts) == CPOPPLER_OK else {
            throw PDFError(
                code: .unreadable, message: "The document's catalog is damaged. Export it again.")
        }
        self.facts = DocumentFacts(facts, pageCount: pageCount)
    }

    /// The whole logical structure; `nil` for an untagged document. Read when
    /// first asked for.
    public var structure: StructureNode? { tree?.root }

    /// The logical structure of one page (from 0), with that page's content only;
    /// `nil` where it has none.
    public func structure(ofPage index: Int) -> StructureNode? {
        tree?.root(ofPage: index)
    }

    /// Reads a page (from 0) in one pass.
    ///
    /// Without a raster nothing is drawn, which takes less time and reads pages
    /// whose drawing never ends.
    ///
    /// - Throws: `PDFError` with `missingPage` or `unreadablePage`; other pages
    ///   can still be read.
    public func readPage(at index: Int, withRaster: Bool = true) throws -> PageReading {
        guard (0..<facts.pageCount).contains(index) else { throw Self.missing(index) }
        let side = withRaster ? CInt(clamping: max(limits.rasterSide, 1)) : 0
        var page = cpoppler_page()
        let status = cpoppler_page_read(handle.pointer, CInt(index), side, &page)
        guard status == CPOPPLER_OK else {
            throw status == CPOPPLER_MISSING_PAGE ? Self.missing(index) : Self.unreadable(index)
        }
        var reading = PageReading(page)
        let layout = LayoutAnalysis(
            pageWidth: reading.width, pageHeight: reading.height, words: reading.words,
            images: reading.images, structure: structure(ofPage: index)
        ).result()
        reading.blocks = layout.blocks
        reading.text = layout.text
        reading.words = layout.wordOrder.map { reading.words[$0] }
        reading.signals = PageSignals(of: reading)
        return reading
    }

    /// Draws a page (from 0) with its longest side of so many pixels, whatever the limits say.
    ///
    /// - Throws: `PDFError` with `missingPage` or `unreadablePage`.
    public func picture(ofPage index: Int, side: Int) throws -> Raster {
        guard (0..<facts.pageCount).contains(index) else { throw Self.missing(index) }
        var page = cpoppler_page()
        let status = cpoppler_page_read(
            handle.pointer, CInt(index), CInt(clamping: max(side, 1)), &page)
        guard status == CPOPPLER_OK, let raster = Raster(page) else {
            throw Self.unreadable(index)
        }
        return raster
    }

    /// Draws a page (from 0) like `picture`, with its words in the order Poppler reads them.
    func drawing(ofPage index: Int, side: Int) throws -> (raster: Raster, words: [DrawnWord]) {
        var page = cpoppler_page()
        let status = cpoppler_page_read(
            handle.pointer, CInt(index), CInt(clamping: max(side, 1)), &page)
        guard status == CPOPPLER_OK, let raster = Raster(page) else {
            throw Self.unreadable(index)
        }
        return (raster, DrawnWord.words(of: page))
    }

    /// The size of a page (from 0) as a reading has it, and how many points a unit of it is,
    /// without reading it; `nil` where there is no such page or it has no area.
    func size(ofPage index: Int) -> (size: PageSize, unit: Double)? {
        var size = PageSize(width: 0, height: 0)
        var unit = 1.0
        guard (0..<facts.pageCount).contains(index),
            cpoppler_page_size(handle.pointer, CInt(index), &size.width, &size.height, &unit)
                == CPOPPLER_OK
        else { return nil }
        return (size, unit)
    }

    /// Opens the document, after a rescue where Poppler finds nothing in it.
    private static func open(
        _ bytes: DocumentBytes, password: String?, limits: ReadingLimits
    ) throws -> DocumentHandle {
        let opened = Result {
            try DocumentHandle(bytes: bytes, password: password, limits: limits)
        }
        switch opened {
        case .success(let handle) where handle.pageCount > 0: return handle
        case .failure(let error as PDFError) where error.code == .needsPassword: throw error
        default: break
        }
        guard let rescued = PageTreeRescue(bytes.buffer).rescued(maxPages: limits.maxPages),
            let handle = try? DocumentHandle(
                bytes: DocumentBytes(copying: rescued), password: password, limits: limits),
            handle.pageCount > 0
        else { return try opened.get() }
        return handle
    }

    private func makeTree() -> StructureTree? {
        var structure = cpoppler_structure()
        guard facts.isTagged,
            cpoppler_document_structure(handle.pointer, &structure) == CPOPPLER_OK,
            structure.count > 0
        else { return nil }
        return StructureTree(structure)
    }

    private static func check(pageCount: Int, limits: ReadingLimits) throws {
        guard pageCount > 0 else {
            throw PDFError(code: .noPages, message: "The document has no pages.")
        }
        guard pageCount <= limits.maxPages else {
            throw PDFError(
                code: .tooManyPages,
                message: "The document declares \(pageCount) pages; at most \(limits.maxPages) "
                    + "are read. Split it.")
        }
    }

    private static func missing(_ index: Int) -> PDFError {
        PDFError(
            code: .missingPage,
            message: "Page \(index + 1) cannot be found in the document. Export it again.")
    }

    private static func unreadable(_ index: Int) -> PDFError {
        PDFError(
            code: .unreadablePage,
            message: "Page \(index + 1) has no area or cannot be drawn. Export it again.")
    }
}

@available(*, unavailable)
extension PDFDocument: Sendable {}
