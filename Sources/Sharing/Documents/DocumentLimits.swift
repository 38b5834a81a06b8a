/// The bounds of what callers say of documents, in code points.
public enum DocumentLimits {
    public static let title = 1...255
    public static let description = 0...2_000
    public static let versionTitle = 0...255

    static func checkTitle(_ text: String) throws(OperationError) {
        try check(text, title, "title", "A title has 1 to 255 characters.")
    }

    static func checkDescription(_ text: String) throws(OperationError) {
        try check(
            text, description, "description", "A description has at most 2,000 characters.")
    }

    static func checkVersionTitle(_ text: String) throws(OperationError) {
        try check(text, versionTitle, "title", "A version's title has at most 255 characters.")
    }

    private static func check(
        _ text: String, _ range: ClosedRange<Int>, _ parameter: String, _ message: String
    ) throws(OperationError) {
        guard range.contains(text.unicodeScalars.count) else {
            throw .invalid(parameter, message)
        }
    }
}
