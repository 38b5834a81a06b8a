internal import Hashing
internal import Ingest
internal import PDF
internal import Signing
internal import Storage

/// An export as it was asked for.
struct ExportOrder {
    let document: DocumentID
    let version: VersionID?
    let method: LinkMethod
    let lifetime: Duration?
    let watermark: Watermark?
    let recipient: String?
    let subject: Subject
    /// When it was asked for, which a mark may state.
    let moment: Timestamp
}

/// The marked copy that an export needs.
struct CopyPlan: Hashable {
    /// Of the version's bytes.
    let source: Digest
    let version: VersionID
    let mark: PageMark
    let kind: CopyKind
    /// Whether nobody else may get it.
    let isPersonal: Bool

    /// Names the mark and what draws it, among the copies of one version.
    var cacheKey: Digest {
        var text = "\(CopyMaker.revision)\n\(kind)\n\(mark.position.rawValue)\n"
        text += "\(mark.opacity)\n\(mark.color)\n\(mark.fontSize.map { "\($0)" } ?? "-")\n"
        text += mark.lines.joined(separator: "\n")
        return SHA256.digest(of: Array(text.utf8))
    }
}

/// The marked copy that was made for a plan.
struct PlannedCopy {
    let plan: CopyPlan
    let digest: Digest
    let byteCount: Int
    /// Characters of the mark that no font has; empty for a copy that was kept.
    let missing: [Unicode.Scalar]
    /// Taken before the copy was stored or found.
    let mark: CollectionMark
}
