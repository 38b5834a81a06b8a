public import Ingest
public import Storage

/// What the placeholders of a watermark stand for, in one copy.
public struct WatermarkFacts: Hashable, Sendable {
    public var viewer: String
    /// `nil` where none is known.
    public var email: String?
    public var moment: Timestamp
    public var title: String
    public var document: DocumentID
    public var versionNumber: Int
    public var version: VersionID
    public var link: LinkID
    public var organization: String

    public init(
        viewer: String, email: String?, moment: Timestamp, title: String, document: DocumentID,
        versionNumber: Int, version: VersionID, link: LinkID, organization: String
    ) {
        (self.viewer, self.email, self.moment) = (viewer, email, moment)
        (self.title, self.document, self.organization) = (title, document, organization)
        (self.versionNumber, self.version, self.link) = (versionNumber, version, link)
    }

    func text(for placeholder: WatermarkPlaceholder) -> String {
        switch placeholder {
        case .viewer: viewer
        case .email: email ?? viewer
        case .date: moment.day
        case .time: moment.minute
        case .document: title.cut(to: WatermarkLimits.name)
        case .documentID: document.text
        case .version: String(versionNumber)
        case .versionID: version.text
        case .link: link.text
        case .organization: organization.cut(to: WatermarkLimits.name)
        }
    }
}

extension String {
    /// The text with an ellipsis for what is beyond so many code points.
    fileprivate func cut(to limit: Int) -> String {
        guard unicodeScalars.count > limit else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.prefix(limit - 1))) + "…"
    }
}

extension Timestamp {
    /// Such as `2026-01-31`, UTC.
    var day: String { String(rfc3339.prefix(10)) }

    /// Such as `08:00 UTC`.
    var minute: String { "\(rfc3339.dropFirst(11).prefix(5)) UTC" }
}
