import Hashing
import Ingest
import Storage

extension StoreVerification.Finding {
    /// The digest and what needs it, for people.
    var text: String {
        switch use {
        case .bytes(let version): "\(digest)  the file of \(version)"
        case .thumbnail(let version): "\(digest)  a thumbnail of \(version)"
        case .picture(let version): "\(digest)  a page's picture of \(version)"
        case .issued(let version): "\(digest)  a marked copy or entry page of \(version)"
        case .logo(let organization): "\(digest)  the logo of \(organization)"
        case nil: "\(digest)  used by nothing"
        }
    }
}

/// Something wrong with a blob, as `--json` prints it.
struct FindingSummary: Encodable {
    let sha256: String
    let version_id: String?
    /// `bytes`, `thumbnail`, `picture`, `issued`, `logo` or `nothing`.
    let use: String

    init(_ finding: StoreVerification.Finding) {
        sha256 = finding.digest.hex
        switch finding.use {
        case .bytes(let version): (version_id, use) = (version.text, "bytes")
        case .thumbnail(let version): (version_id, use) = (version.text, "thumbnail")
        case .picture(let version): (version_id, use) = (version.text, "picture")
        case .issued(let version): (version_id, use) = (version.text, "issued")
        case .logo: (version_id, use) = (nil, "logo")
        case nil: (version_id, use) = (nil, "nothing")
        }
    }
}
