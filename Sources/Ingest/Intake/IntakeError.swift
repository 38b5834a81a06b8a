/// Why a file was not taken in. Nothing of it is kept.
public struct IntakeError: Error, Hashable, Sendable {
    public enum Code: String, Sendable {
        case empty
        case tooLarge = "too_large"
        /// No `%PDF-` in the first 1,024 bytes.
        case notAPDF = "not_a_pdf"
        /// The same bytes are stored already, and the policy is to refuse them.
        case duplicate
        /// Cannot be opened or read.
        case unreadable
    }

    public let code: Code
    /// What is wrong with the file.
    public let message: String
    /// What to do about it.
    public let remedy: String?

    init(_ code: Code, _ message: String, remedy: String) {
        self.code = code
        self.message = message
        self.remedy = remedy
    }
}

extension IntakeError {
    static let empty = IntakeError(
        .empty, "The file is empty.", remedy: "Look for the copy that has content.")

    static let notAPDF = IntakeError(
        .notAPDF, "The file is not a PDF: its first \(PDFHeader.reach) bytes hold no %PDF-.",
        remedy: "Convert it to PDF and add that.")

    static func tooLarge(maxBytes: Int) -> IntakeError {
        IntakeError(
            .tooLarge, "The file is larger than the limit of \(maxBytes) bytes.",
            remedy: "Split it, or raise the limit with --max-bytes.")
    }

    static func duplicate(of document: DocumentID) -> IntakeError {
        IntakeError(
            .duplicate, "The same bytes are stored already, as \(document).",
            remedy: "Look at it with `muniment show \(document)`; nothing was added.")
    }
}

extension IntakeError: CustomStringConvertible {
    public var description: String { [message, remedy].compactMap { $0 }.joined(separator: " ") }
}
