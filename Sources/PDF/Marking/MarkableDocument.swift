import CQPDF

/// An open PDF whose pages can be given more content, and that can be written again.
///
/// What libqpdf does with hostile input is not to be relied on: it is opened only in a process
/// that may be killed. One thread at a time.
final class MarkableDocument {
    /// The version of libqpdf.
    static var engine: String { "qpdf \(String(cString: cqpdf_version()))" }

    private let pointer: OpaquePointer
    private let bytes: DocumentBytes?
    /// They are read until the document is written.
    private var sheetBytes: [DocumentBytes] = []

    init(_ bytes: DocumentBytes, maxContentBytes: Int) throws {
        var opened: OpaquePointer?
        let status =
            bytes.buffer.bindMemory(to: UInt8.self).baseAddress.map {
                cqpdf_document_open($0, bytes.buffer.count, maxContentBytes, &opened)
            } ?? CQPDF_UNREADABLE
        guard status == CQPDF_OK, let opened else { throw Self.error(for: status) }
        pointer = opened
        self.bytes = bytes
    }

    /// A document without pages, for burned ones of these sizes.
    init(pagesOfSizes sizes: [PageSize]) throws {
        var made: OpaquePointer?
        guard cqpdf_document_make(&made) == CQPDF_OK, let made else {
            throw Self.error(for: CQPDF_UNREADABLE)
        }
        pointer = made
        bytes = nil
        for size in sizes {
            try check(
                cqpdf_document_add_page(
                    pointer, cqpdf_size(width: size.width, height: size.height)), page: 0)
        }
    }

    deinit {
        cqpdf_document_close(pointer)
    }

    var pageCount: Int { Int(cqpdf_document_page_count(pointer)) }

    /// The size of a page (from 0) as it is seen.
    func size(ofPage index: Int) throws -> PageSize {
        var size = cqpdf_size()
        try check(cqpdf_document_page_size(pointer, CInt(index), &size), page: index)
        return PageSize(width: size.width, height: size.height)
    }

    /// Takes up every page of a drawing as a sheet, numbered on from those before.
    func takeSheets(_ drawing: [UInt8]) throws {
        let copied = try DocumentBytes(copying: drawing)
        guard let start = copied.buffer.bindMemory(to: UInt8.self).baseAddress,
            cqpdf_document_take_sheets(pointer, start, copied.buffer.count) == CQPDF_OK
        else {
            throw MarkingError(.unusableMark, "The mark's drawing cannot be read again.")
        }
        sheetBytes.append(copied)
    }

    /// Lays a sheet over a page (both from 0) as the last thing in the page's content.
    func lay(sheet: Int, onPage index: Int) throws {
        try check(
            cqpdf_document_lay_sheet(pointer, CInt(index), CInt(sheet)), page: index)
    }

    /// Drops what a page (from 0) shows.
    func clear(page index: Int) throws {
        try check(cqpdf_document_clear_page(pointer, CInt(index)), page: index)
    }

    /// Drops everything but pages, links, outline, labels, destinations, title and author.
    func strip() throws {
        guard cqpdf_document_strip(pointer) == CQPDF_OK else {
            throw Self.error(for: CQPDF_UNREADABLE)
        }
    }

    /// Replaces what a page (from 0) shows. The file must stay open until this is written.
    func burn(page index: Int, _ burned: BurnedPlace) throws {
        let scalars = burned.scalars.map(\.value)
        let status = scalars.withUnsafeBufferPointer { scalars in
            cqpdf_document_burn_page(pointer, CInt(index), burned.forQPDF(scalars))
        }
        try check(status, page: index)
    }

    /// Whether a page (from 0) shows one picture, text without ink, and links only.
    func isBurned(page index: Int) -> Bool {
        cqpdf_document_is_burned(pointer, CInt(index))
    }

    /// Whether a page (from 0) ends in a sheet, and nothing before it can hide it.
    func endsInSheet(page index: Int) -> Bool {
        cqpdf_document_ends_in_sheet(pointer, CInt(index))
    }

    /// Writes the document at the descriptor's position; `progress` is called now and then.
    func write(to descriptor: CInt, progress: @escaping () -> Void) throws {
        let reporter = Reporter(progress)
        // Not retained: the call below ends before `reporter` does.
        let context = Unmanaged.passUnretained(reporter).toOpaque()
        let status = withExtendedLifetime(reporter) {
            cqpdf_document_write(
                pointer, descriptor,
                { @Sendable context in
                    context.map { Unmanaged<Reporter>.fromOpaque($0).takeUnretainedValue() }?
                        .report()
                }, context)
        }
        guard status == CQPDF_OK else {
            throw MarkingError(
                .notWritten,
                "The copy cannot be written: it may be longer than allowed, or the disk is full.")
        }
    }

    private func check(_ status: cqpdf_status, page: Int) throws {
        guard status != CQPDF_OK else { return }
        let reason = status == CQPDF_TOO_LARGE ? "has too much content" : "is damaged"
        throw MarkingError(.unmarkablePage, "Page \(page + 1) \(reason).", page: page)
    }

    private static func error(for status: cqpdf_status) -> MarkingError {
        status == CQPDF_NEEDS_PASSWORD
            ? MarkingError(
                .needsPassword,
                "The document is locked. Upload a copy that opens without a password.")
            : MarkingError(
                .unreadable, "The file is too damaged to be copied as it is. Export it again.")
    }

    /// Carries a closure through C.
    private final class Reporter {
        let report: () -> Void

        init(_ report: @escaping () -> Void) {
            self.report = report
        }
    }
}

@available(*, unavailable)
extension MarkableDocument: Sendable {}
