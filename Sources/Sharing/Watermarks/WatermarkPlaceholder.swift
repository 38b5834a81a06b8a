/// What a line of a watermark may leave open until a copy is made.
public enum WatermarkPlaceholder: String, CaseIterable, Sendable {
    /// Whom the copy is made for.
    case viewer
    /// The same one's address; what `viewer` says where none is known.
    case email
    /// The day of making, UTC: `2026-01-31`.
    case date
    /// The minute of making: `08:00 UTC`.
    case time
    /// The document's title.
    case document
    case documentID = "document_id"
    /// The version's number.
    case version
    case versionID = "version_id"
    /// The name of the link by which the copy leaves, which the timeline has too.
    case link
    /// The organization's name.
    case organization

    /// Whether it differs from one copy to the next of the same version.
    public var isPersonal: Bool {
        switch self {
        case .viewer, .email, .date, .time, .link: true
        case .document, .documentID, .version, .versionID, .organization: false
        }
    }

    /// All of them as they are written.
    static let list = allCases.map { "{\($0.rawValue)}" }.joined(separator: ", ")
}
