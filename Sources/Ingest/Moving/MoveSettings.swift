/// How a move goes about.
public struct MoveSettings: Hashable, Sendable {
    /// How many blobs are copied at the same time; default is 8. Each holds about 1 MiB.
    public var blobStreams = 8

    /// How many rows are compared and written together.
    var ranges = RangeBounds()

    public init() {}
}
