/// Why something cannot be drawn.
public struct DrawingError: Error, Hashable, Sendable {
    public enum Code: String, Sendable {
        /// A mark without words, or numbers of it that make no sense.
        case badMark = "bad_mark"
        /// A page that is too small or too large to draw on.
        case badPageSize = "bad_page_size"
        /// More characters or lines than `DrawingLimits` allows.
        case tooMuchText = "too_much_text"
        /// The logo or the thumbnail is no picture that can be used.
        case badPicture = "bad_picture"
        /// The address does not fit a QR code.
        case badAddress = "bad_address"
        /// Cairo or Pango failed, which only memory can cause.
        case failed
    }

    public var code: Code
    /// What failed and what to do. Holds no text of what was to be drawn.
    public var message: String

    public init(code: Code, message: String) {
        self.code = code
        self.message = message
    }
}

extension DrawingError: CustomStringConvertible {
    public var description: String { message }
}

extension DrawingError {
    static let outOfMemory = DrawingError(
        code: .failed, message: "There is no memory to draw; try again later.")
}
