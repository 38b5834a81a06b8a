/// A copy of a document whose pages are pictures; its links, outline, labels and destinations
/// stay.
///
/// Only to be used in a process that may be killed. One thread at a time.
public final class BurnedCopy {
    private let document: MarkableDocument

    /// Opens the document behind a descriptor, which stays the caller's and may be closed.
    ///
    /// A document that libqpdf cannot open, or in which it finds other pages than Poppler, is
    /// made anew of its pages alone. Throws `PDFError` where Poppler cannot open it either.
    public init(
        descriptor: CInt, reading: ReadingLimits = ReadingLimits(),
        limits: MarkingLimits = MarkingLimits()
    ) throws {
        let original = try PDFDocument(descriptor: descriptor, limits: reading)
        let count = original.facts.pageCount
        document =
            try Self.stripped(descriptor, pageCount: count, limits)
            ?? MarkableDocument(
                pagesOfSizes: (0..<count).map { original.size(ofPage: $0)?.size ?? .a4 })
    }

    /// `nil` where libqpdf does not find these pages.
    private static func stripped(
        _ descriptor: CInt, pageCount: Int, _ limits: MarkingLimits
    ) throws -> MarkableDocument? {
        do {
            let document = try MarkableDocument(
                DocumentBytes(mapping: descriptor), maxContentBytes: limits.maxContentBytes)
            guard document.pageCount == pageCount else { return nil }
            try document.strip()
            return document
        } catch is MarkingError {
            return nil
        }
    }

    public var pageCount: Int { document.pageCount }

    /// Puts a burned page in the place of a page (from 0). Its file must stay open until the
    /// copy is written.
    public func replace(page: Int, by place: BurnedPlace) throws {
        try document.burn(page: page, place)
    }

    /// Writes the copy at the descriptor's position; `progress` is called now and then.
    ///
    /// Every page must have been replaced.
    public func write(to descriptor: CInt, progress: @escaping () -> Void = {}) throws {
        try document.write(to: descriptor, progress: progress)
    }
}

@available(*, unavailable)
extension BurnedCopy: Sendable {}
