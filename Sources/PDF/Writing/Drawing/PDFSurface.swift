internal import CPango

/// A PDF in memory that is being drawn, page by page.
///
/// Its bytes depend on what is drawn alone: no clock, no language of the process.
final class PDFSurface {
    /// What cairo has written so far; an object, since cairo keeps its address.
    private final class Output {
        var bytes: [UInt8] = []
    }

    let pen: Pen
    private let surface: OpaquePointer
    private let output = Output()

    /// A document whose first page has this size.
    init(_ size: PageSize) throws {
        let write: cairo_write_func_t = { output, bytes, count in
            guard let output, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
            Unmanaged<Output>.fromOpaque(output).takeUnretainedValue()
                .bytes.append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
            return CAIRO_STATUS_SUCCESS
        }
        // Unretained: the surface is finished in `deinit` at the latest, before its output goes.
        surface = cairo_pdf_surface_create_for_stream(
            write, Unmanaged.passUnretained(output).toOpaque(), size.width, size.height)
        pen = Pen(surface: surface)
        cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5)
        // Without one cairo takes the time of the clock.
        set(CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z")
    }

    deinit {
        cairo_surface_finish(surface)
        cairo_surface_destroy(surface)
    }

    /// What the document says of itself.
    func setMetadata(title: String, author: String) {
        set(CAIRO_PDF_METADATA_TITLE, title)
        set(CAIRO_PDF_METADATA_AUTHOR, author)
    }

    private func set(_ entry: cairo_pdf_metadata_t, _ text: String) {
        cairo_pdf_surface_set_metadata(surface, entry, text)
    }

    /// Ends the page; what is drawn next is on a page of its own.
    func nextPage(_ size: PageSize) {
        cairo_show_page(pen.handle)
        cairo_pdf_surface_set_size(surface, size.width, size.height)
    }

    /// Ends the last page and the document. To be called once.
    ///
    /// Throws `DrawingError` when anything that was drawn has failed.
    func finish() throws -> [UInt8] {
        cairo_show_page(pen.handle)
        let drawn = cairo_status(pen.handle)
        cairo_surface_finish(surface)
        guard drawn == CAIRO_STATUS_SUCCESS,
            cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS
        else { throw DrawingError.outOfMemory }
        return output.bytes
    }
}

@available(*, unavailable)
extension PDFSurface: Sendable {}
