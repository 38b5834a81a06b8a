/// How an organization's entry pages look. As JSON any part may be missing: it is then the
/// default.
public struct EntryPageLook: Hashable, Sendable {
    public enum Paper: String, Codable, CaseIterable, Sendable {
        case a4
        case letter

        public var size: PageSize { self == .a4 ? .a4 : .letter }
    }

    /// The language of the labels, and of the page as programs for the blind read it.
    public enum Language: String, Codable, CaseIterable, Sendable {
        case english = "en"
        case german = "de"
        case french = "fr"
        case spanish = "es"
    }

    /// What can be shown or left out; the title always stands.
    public enum Line: String, Codable, CaseIterable, Sendable {
        case logo
        case organization
        case description
        case version
        case date
        case author
        case pageCount = "page_count"
        case documentID = "document_id"
        case thumbnail
        case digest
        case code
        case address
        case recipient
        case validUntil = "valid_until"
        case check
        case mark
    }

    public var paper = Paper.a4
    /// Of the rule, the labels and the links.
    public var accentColor = RGBColor(red: 0x1F, green: 0x4E, blue: 0x79)
    public var textColor = RGBColor(red: 0x1A, green: 0x1A, blue: 0x1A)
    /// Fontconfig's name of a font that is installed, such as `Noto Sans`; another takes its
    /// place where it is not or has no such letters.
    public var fontFamily = "Noto Sans"
    /// A PNG file.
    public var logo: [UInt8]?
    public var language = Language.english
    public var lines = Set(Line.allCases)

    public init() {}
}
