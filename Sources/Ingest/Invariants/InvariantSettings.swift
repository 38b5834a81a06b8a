/// How much one check looks at.
///
/// Versions and jobs are looked at in full each time. Blobs are many: each time the newest
/// uploads, what was wrong before, and the next slice of all.
public struct InvariantSettings: Hashable, Sendable {
    /// How many of the newest uploads are looked up each time; default is 1,000.
    public var newestUploads = 1_000
    /// How many further rows with a blob are looked up each time; default is 10,000.
    public var rowsAtATime = 10_000
    /// How long blobs are looked up at a time, which counts where they are far away; default is
    /// 5 seconds.
    public var patience: Duration = .seconds(5)
    /// How many violations of each invariant are remembered; default is 1,000.
    public var maxViolations = 1_000

    public init() {}

    /// Looks at everything, at once.
    public static let whole: InvariantSettings = {
        var settings = InvariantSettings()
        settings.rowsAtATime = .max
        settings.patience = .seconds(3_600)
        return settings
    }()
}
