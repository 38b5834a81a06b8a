/// Why no marked copy of a PDF could be made.
public struct MarkingError: Error, Hashable, Sendable {
    public enum Code: String, Sendable {
        /// It cannot be opened as a document that is to be written again.
        case unreadable
        case needsPassword = "needs_password"
        /// This page cannot be marked; see `page`.
        case unmarkablePage = "unmarkable_page"
        /// The mark's own drawing cannot be taken up.
        case unusableMark = "unusable_mark"
        /// The copy cannot be written, such as beyond its greatest length.
        case notWritten = "not_written"
        /// The copy is not what it should be: it must not be used.
        case failedCheck = "failed_check"
    }

    public var code: Code
    /// What failed and what to do. Holds no text of the document.
    public var message: String
    /// From 0; `nil` where it is no page's fault.
    public var page: Int?

    public init(_ code: Code, _ message: String, page: Int? = nil) {
        self.code = code
        self.message = message
        self.page = page
    }
}

extension MarkingError: CustomStringConvertible {
    public var description: String { message }
}
