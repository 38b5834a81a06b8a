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
    init(_ file: AddedFile, status: String) {
        self.file = file.path
        self.status = status
        document_id = file.receipt.documentID.text
        version_id = file.receipt.versionID.text
        sha256 = file.receipt.digest.hex
        size = file.receipt.byteCount
        received_at = file.receipt.receivedAt.rfc3339
    }

    /// A file whose reading has ended.
    init(_ settled: SettledFile) {
        self.init(settled.file, status: settled.version.state.rawValue)
        pages = settled.pageCount
        error = settled.version.reason
    }

    /// Whether it counts as failed for the exit code.
    var isFailure: Bool { status == Self.refused || status == VersionState.failed.rawValue }
}
