/// A copy of a document whose pages stay text and lines, with a mark on each.
///
/// Only to be used in a process that may be killed. One thread at a time.
public final class VectorCopy {
    /// Changes whenever the same document and mark may give other bytes.
    public static let revision = "\(MarkableDocument.engine), vector 1"

    private let document: MarkableDocument

    /// Opens the document behind a descriptor, which stays the caller's and may be closed.
    ///
    /// Throws `MarkingError` with `unreadable` or `needsPassword`.
    public convenience init(descriptor: CInt, limits: MarkingLimits = MarkingLimits()) throws {
        try self.init(DocumentBytes(mapping: descriptor), limits: limits)
    }

    /// Opens a document in memory; the bytes are copied.
    public convenience init(bytes: [UInt8], limits: MarkingLimits = MarkingLimits()) throws {
        try self.init(DocumentBytes(copying: bytes), limits: limits)
    }

    private init(_ bytes: DocumentBytes, limits: MarkingLimits) throws {
        document = try MarkableDocument(bytes, maxContentBytes: limits.maxContentBytes)
        guard (1...limits.maxPages).contains(document.pageCount) else {
            throw MarkingError(
                .unreadable,
                "The document has \(document.pageCount) pages; 1 to \(limits.maxPages) are copied.")
        }
    }

    public var pageCount: Int { document.pageCount }

    /// Puts a mark on every page and answers the characters of it that no font has.
    ///
    /// The pages in `substituted` (from 0) lose their content: a notice stands there instead.
    /// `progress` is told each page before it is begun.
    ///
    /// - Throws: `MarkingError`, `DrawingError`, and what `progress` throws.
    public func mark(
        _ mark: PageMark, substituting substituted: Set<Int> = [],
        progress: (Int) throws -> Void = { _ in }
    ) throws -> [Unicode.Scalar] {
        let sizes = try (0..<pageCount).map { page in
            try progress(page)
            return try document.size(ofPage: page)
        }
        let plan = SheetPlan(sizes)
        let drawing = try MarkSheet.draw(mark, on: plan.sizes)
        try document.takeSheets(drawing.bytes)
        let notices = try drawNotices(for: substituted, plan)
        for page in 0..<pageCount {
            try progress(page)
            if let notice = notices[page] {
                try document.clear(page: page)
                try document.lay(sheet: notice, onPage: page)
            }
            try document.lay(sheet: plan.sheets[page], onPage: page)
        }
        return drawing.missing
    }

    /// Writes the copy at the descriptor's position; `progress` is called now and then.
    public func write(to descriptor: CInt, progress: @escaping () -> Void = {}) throws {
        try document.write(to: descriptor, progress: progress)
    }

    /// The sheet of the notice for each page that is substituted.
    private func drawNotices(for pages: Set<Int>, _ plan: SheetPlan) throws -> [Int: Int] {
        var sheets: [Int: Int] = [:]
        for page in pages.sorted() where page < pageCount {
            let drawing = try MarkSheet.draw(
                .notice(ofPage: page), on: [plan.sizes[plan.sheets[page]]])
            try document.takeSheets(drawing.bytes)
            sheets[page] = plan.sizes.count + sheets.count
        }
        return sheets
    }
}

extension PageMark {
    /// What stands in the place of a page (from 0) that could not be copied.
    static func notice(ofPage page: Int) -> PageMark {
        PageMark(
            lines: ["Page \(page + 1) of this document could not be copied."], position: .header,
            opacity: 1, color: .black)
    }
}
