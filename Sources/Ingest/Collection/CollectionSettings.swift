/// How a collection goes about its work.
public struct CollectionSettings: Hashable, Sendable {
    /// How long ago a blob was stored before it may be removed; default is a day.
    public var grace: Duration = .seconds(86_400)
    /// How many blobs are condemned together, from 1; default is 256.
    public var blobsPerStep = 256
    /// How long one step keeps transactions waiting that make rows name blobs, but for the 8
    /// blobs that it removes at least; default is 100 ms.
    public var stepTime: Duration = .milliseconds(100)

    public init() {}
}
