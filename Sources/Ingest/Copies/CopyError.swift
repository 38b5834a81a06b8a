/// Why no marked copy was made. The message tells the remedy and holds no text of the document.
public struct CopyError: Error, Hashable, Sendable {
    public enum Code: String, Sendable {
        /// The document cannot be opened, or only with a password.
        case unreadable
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
