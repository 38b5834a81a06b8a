/// How a restore goes about.
public struct RestoreSettings: Hashable, Sendable {
    /// How the target is opened.
    public var store = StoreSettings()
    /// How many blobs are copied at the same time; default is 8. Each holds about 1 MiB.
    public var blobStreams = MoveSettings().blobStreams
    /// Whether the store is restored also where blobs of the backup are missing or damaged.
    public var acceptsMissingBlobs = false

    public init() {}
}
