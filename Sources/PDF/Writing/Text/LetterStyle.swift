/// How letters look.
struct LetterStyle: Hashable, Sendable {
    enum Face: Hashable, Sendable {
        case regular
        case bold
        /// Of one width each, for figures that are compared by eye.
        case monospaced
    }

    /// The first choice; what it does not have comes from `fallbacks`.
    var family = "Noto Sans"
    var face = Face.regular
    /// In points.
    var size: Double
    /// Between the letters, in parts of `size`.
    var spacing = 0.0

    /// In an order that is written down, so that the same fonts give the same page
    /// whatever Fontconfig would prefer. The last two have Chinese and Japanese, and Korean.
    private static let fallbacks = [
        "Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari",
        "Noto Sans Thai", "Noto Sans Georgian", "Noto Sans Armenian", "DejaVu Sans",
        "Droid Sans Fallback", "NanumGothic",
    ]

    /// Fontconfig's names, in order of choice.
    var families: String {
        let first = face == .monospaced ? "DejaVu Sans Mono" : family
        return ([first] + Self.fallbacks.filter { $0 != first }).joined(separator: ",")
    }
}
