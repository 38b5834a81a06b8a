/// Why a PDF, or a page of it, cannot be read.
public struct PDFError: Error, Hashable, Sendable {
    public enum Code: String, Sendable {
        /// Only a password opens it.
        case needsPassword = "needs_password"
        /// Poppler cannot make a document of it.
        case unreadable
        /// It opens, but has no pages.
        case noPages = "no_pages"
        /// It declares more pages than `ReadingLimits.maxPages`.
        case tooManyPages = "too_many_pages"
        /// This page cannot be found in the page tree.
        case missingPage = "missing_page"
        /// The page's picture or text could not be made.
        case unreadablePage = "unreadable_page"
    }

    public var code: Code
    /// What failed and what to do, in words for the document's owner. Holds no
    /// text of the document.
    public var message: String

    public init(code: Code, message: String) {
        self.code = code
        self.message = message
    }
}

extension PDFError: CustomStringConvertible {
    public var description: String { message }
}
