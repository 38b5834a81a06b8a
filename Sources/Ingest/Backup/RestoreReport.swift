/// What a restore did and found.
public struct RestoreReport: Sendable {
    /// When the backup was taken, in RFC 3339.
    public internal(set) var takenAt = ""
    /// In the order of copying; empty where it did not come so far.
    public internal(set) var tables: [MoveReport.Table] = []
    public internal(set) var blobs = BlobCount()
    /// Blobs of the backup that are not the bytes of their name.
    public internal(set) var damaged: [StoreVerification.Finding] = []
    /// Digests that rows name and the backup has no blob of.
    public internal(set) var missing: [StoreVerification.Finding] = []
    /// Whether the target may be used.
    public internal(set) var isFinished = false

    /// Whether every blob was there and whole.
    public var isBackupSound: Bool { damaged.isEmpty && missing.isEmpty }

    /// The rows of all tables.
    public var rows: Int { tables.map(\.rows).reduce(0, +) }
}
