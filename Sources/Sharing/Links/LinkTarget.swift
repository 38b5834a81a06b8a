public import Ingest
public import Storage

/// What a link opens.
public enum LinkTarget: Hashable, Sendable {
    /// The bytes of a version.
    case content(VersionID)
    /// A small picture of a page, from 1.
    case thumbnail(VersionID, page: Int)
    /// What was made for this link alone: a marked copy or an entry page.
    case issued(IssuedFileID)
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
        case .issued(let file): "\(Self.prefix)/issued/\(file)"
        case .upload(let upload): "\(Self.prefix)/uploads/\(upload)"
        }
    }
}

extension LinkTarget {
    /// Reads a path; `nil` for what opens nothing.
    init?(path: String) {
        let parts = path.dropFirst(Self.prefix.utf8.count + 1).split(separator: "/")
        guard path.hasPrefix(Self.prefix + "/"), parts.count > 1 else { return nil }
        let (kind, name) = (parts[0], String(parts[1]))
        switch (kind, parts.count) {
        case ("versions", 2):
            guard let version = VersionID(name) else { return nil }
            self = .content(version)
        case ("versions", 5) where parts[2] == "pages" && parts[4] == "thumbnail":
            guard let version = VersionID(name), let page = Int(parts[3]) else { return nil }
            self = .thumbnail(version, page: page)
        case ("issued", 2):
            guard let file = IssuedFileID(name) else { return nil }
            self = .issued(file)
        case ("uploads", 2):
            guard let upload = UploadID(name) else { return nil }
            self = .upload(upload)
        default: return nil
        }
        guard self.path == path else { return nil }
    }
}
