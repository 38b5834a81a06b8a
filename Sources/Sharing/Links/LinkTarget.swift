public import Ingest
public import Storage

/// What a link opens.
public enum LinkTarget: Hashable, Sendable {
    /// The bytes of a version.
    case content(VersionID)
    /// A small picture of a page, from 1.
    case thumbnail(VersionID, page: Int)
    /// The place of a file that is expected.
    case upload(UploadID)

    /// Where all links of our own are.
    public static let prefix = "/links"

    /// The path of the address.
    public var path: String {
        switch self {
        case .content(let version): "\(Self.prefix)/versions/\(version)"
        case .thumbnail(let version, let page):
            "\(Self.prefix)/versions/\(version)/pages/\(page)/thumbnail"
        case .upload(let upload): "\(Self.prefix)/uploads/\(upload)"
        }
    }
}
