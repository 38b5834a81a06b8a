internal import PDF

/// Why no marked copy was made. The message tells the remedy and holds no text of the document.
public struct CopyError: Error, Hashable, Sendable {
    public enum Code: String, Sendable {
        /// The document cannot be opened.
        case unreadable
        /// The stored bytes of the document are damaged or missing.
        case unsound
        /// Only a password opens the document.
        case locked
        /// A limit of `CopyLimits` was reached.
        case tooLarge = "too_large"
        /// The resolution or the mark cannot be used.
        case invalid
        /// What was written is not what was asked for; nothing is kept of it.
        case failedCheck = "failed_check"
        /// The process that makes copies did not survive it.
        case helperDied = "helper_died"
    }

    public var code: Code
    public var message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension CopyError: CustomStringConvertible {
    public var description: String { message }
}

extension CopyError {
    /// What a helper said as what the caller is told.
    init(_ error: MarkingError) {
        switch error.code {
        case .unreadable, .unmarkablePage: self.init(.unreadable, error.message)
        case .needsPassword: self.init(.locked, error.message)
        case .unusableMark: self.init(.invalid, error.message)
        case .notWritten: self.init(.tooLarge, error.message)
        case .failedCheck: self.init(.failedCheck, error.message)
        }
    }
}

extension CopyError {
    /// Whether it may be the fault of the page at which it came, so that the copy can be made
    /// without that page.
    var isOnePages: Bool { code == .unreadable || code == .helperDied }
}

extension HelperSession.Death.Cause {
    /// For a death that ends the making of a copy.
    var copyError: CopyError {
        self == .outOfTime
            ? CopyError(
                .tooLarge, "The copy was not made in time. Split the document, or ask again.")
            : CopyError(.helperDied, "The copy cannot be made: \(reason).")
    }
}
