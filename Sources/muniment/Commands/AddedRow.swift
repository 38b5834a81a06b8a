import Hashing
import Ingest
import Storage

/// What became of a file, as `muniment add --json` prints it.
///
/// Every key is in every line, with `null` where there is no value.
struct AddedRow: Encodable {
    let file: String
    @ExplicitNull private(set) var document_id: String?
    @ExplicitNull private(set) var version_id: String?
    @ExplicitNull private(set) var sha256: String?
    @ExplicitNull private(set) var size: Int?
    @ExplicitNull private(set) var received_at: String?
    let status: String
    @ExplicitNull private(set) var pages: Int?
    /// The document that it is another form of. The same as `document_id` where it was
    /// linked: it is a version of it.
    @ExplicitNull private(set) var duplicate_of: String?
    @ExplicitNull private(set) var verdict: String?
    @ExplicitNull private(set) var score: Double?
    @ExplicitNull private(set) var error: String?

    /// The status of a file that was not taken in; all others are version states.
    static let refused = "refused"

    /// A file that was not taken in.
    init(refused file: String, error: String) {
        self.file = file
        status = Self.refused
        self.error = error
    }

    /// A file that was acknowledged.
    init(_ file: AddedFile, status: String, original: Original?) {
        self.file = file.path
        self.status = status
        document_id = file.receipt.documentID.text
        version_id = file.receipt.versionID.text
        sha256 = file.receipt.digest.hex
        size = file.receipt.byteCount
        received_at = file.receipt.receivedAt.rfc3339
        duplicate_of = original?.document.text
        verdict = original?.verdict.rawValue
        score = original?.score
    }

    /// A file whose reading has ended.
    init(_ settled: SettledFile, original: Original?) {
        self.init(settled.file, status: settled.version.state.rawValue, original: original)
        document_id = settled.version.documentID.text
        pages = settled.pageCount
        error = settled.version.reason
    }

    /// What it is of what was there, for people; `nil` where it is new.
    var duplicateText: String? {
        guard let duplicate_of, let verdict = verdict.flatMap(DuplicateVerdict.init) else {
            return nil
        }
        let relation = document_id == duplicate_of ? "kept as a version" : "another form"
        return "\(relation) of \(duplicate_of): \(verdict.text)"
    }

    /// Whether it counts as failed for the exit code.
    var isFailure: Bool { status == Self.refused || status == VersionState.failed.rawValue }
}
