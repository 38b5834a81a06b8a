/// Why a PDF, or a page of it, cannot be read.
public struct PDFError: Error, Hashable, Sendable {
    public enum Code: String, Sendable {
        /// Only a password opens it.
        case needsPassword
        /// Poppler cannot make a document of it.
        case unreadable
        /// It opens, but has no pages.
        case noPages
        /// It declares more pages than `ReadingLimits.maxPages`.
        case tooManyPages
        /// This page cannot be found in the page tree.
        case missingPage
        /// The page's picture or text could not be made.
        case unreadablePage
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
