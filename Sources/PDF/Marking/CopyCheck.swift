/// Looks at a finished copy as at any other document, beside the document that it is made of.
///
/// Only to be used in a process that may be killed.
public struct CopyCheck {
    private let original: PDFDocument
    private let copy: PDFDocument
    private let written: MarkableDocument

    /// Sides of pages may differ by so much, in points.
    private static let tolerance = 0.01

    /// Opens both behind descriptors, which stay the caller's and may be closed.
    ///
    /// Throws `PDFError` where the original cannot be read, and `MarkingError` with
    /// `failedCheck` where the copy cannot.
    public init(
        original: CInt, copy: CInt, reading: ReadingLimits = ReadingLimits(),
        limits: MarkingLimits = MarkingLimits()
    ) throws {
        self.original = try PDFDocument(descriptor: original, limits: reading)
        do {
            self.copy = try PDFDocument(descriptor: copy, limits: reading)
            written = try MarkableDocument(
                DocumentBytes(mapping: copy), maxContentBytes: limits.maxContentBytes)
        } catch {
            throw MarkingError(.failedCheck, "The copy cannot be read again: \(error)")
        }
    }

    /// What every page of the copy has to be.
    public enum Kind: String, Codable, Sendable {
        /// Its content ends in the mark, and nothing before it can hide it.
        case vector
        /// It shows one picture, text without ink, and links, and nothing else.
        case burned
    }

    /// Checks the whole copy and answers its number of pages. `progress` is told each page.
    ///
    /// Throws `MarkingError` with `failedCheck`: the copy must not be used.
    public func run(_ kind: Kind, progress: (Int) throws -> Void = { _ in }) throws -> Int {
        let count = original.facts.pageCount
        guard copy.facts.pageCount == count, written.pageCount == count else {
            throw MarkingError(
                .failedCheck,
                "The copy has \(copy.facts.pageCount) pages, the document has \(count).")
        }
        for page in 0..<count {
            try progress(page)
            guard isSameSize(page) else {
                throw failure("has another size", page)
            }
            guard kind == .vector ? written.endsInSheet(page: page) : written.isBurned(page: page)
            else { throw failure("is not marked as it should be", page) }
        }
        return count
    }

    private func isSameSize(_ page: Int) -> Bool {
        let (before, after) = (original.size(ofPage: page)?.size, copy.size(ofPage: page)?.size)
        guard let before else { return true }
        guard let after else { return false }
        return abs(before.width - after.width) <= Self.tolerance
            && abs(before.height - after.height) <= Self.tolerance
    }

    private func failure(_ reason: String, _ page: Int) -> MarkingError {
        MarkingError(.failedCheck, "Page \(page + 1) of the copy \(reason).", page: page)
    }
}
