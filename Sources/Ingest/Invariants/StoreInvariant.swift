/// What holds of every store at every moment, whatever was killed or cut off before.
public enum StoreInvariant: String, CaseIterable, Hashable, Sendable {
    /// A version is in a final state, or a job is alive that reads it.
    case versionsAreSettledOrRead = "versions_settled_or_read"
    /// No job's lease is overdue by more than 15 seconds: somebody took it up again.
    case leasesAreKept = "leases_kept"
    /// Every blob that a row names is there.
    case rowsHaveBlobs = "rows_have_blobs"
    /// A blob has as many bytes as its row counts.
    case bytesAreCounted = "bytes_counted"

    /// One plain sentence of what is wrong, and what to do.
    public var complaint: String {
        switch self {
        case .versionsAreSettledOrRead:
            "Versions are in no final state and no job reads them: `muniment jobs retry ID`."
        case .leasesAreKept:
            "Jobs are held by workers that are gone: see that a worker runs."
        case .rowsHaveBlobs:
            "Stored bytes are missing: run `muniment verify --repair-from`, or add the files again."
        case .bytesAreCounted:
            "Stored bytes have another size than was counted: run `muniment verify`."
        }
    }
}

/// Rows of which an invariant does not hold.
public struct InvariantViolation: Hashable, Sendable {
    public let invariant: StoreInvariant
    /// How many are known; at most `InvariantSettings.maxViolations`.
    public let count: Int
    /// One of them: a version's name, a job's number, or a table and a key.
    public let example: String
}

extension InvariantViolation: CustomStringConvertible {
    /// One line for a log.
    public var description: String {
        let others = count == 1 ? "" : " and \(count - 1) more"
        return "invariant \(invariant.rawValue) is violated by \(example)\(others). "
            + invariant.complaint
    }
}
