internal import Ingest

/// What surfaces are told by whoever starts the server.
public struct SurfaceSettings: Hashable, Sendable {
    /// Where people find this server, such as `https://documents.example`, without a slash at
    /// its end. Addresses in answers begin with it; `nil` takes scheme and host of the request.
    public var publicURL: String?
    /// The largest file that is taken; default is 100 MiB.
    public var maxUploadBytes = Intake.defaultMaxBytes
    /// The largest body of JSON that is taken; default is 64 KiB.
    public var maxMessageBytes = 65_536
    /// How long a caller may wait for a version to be read again; default is 4 seconds, since
    /// the Python SDK gives up after 5.
    public var processingPatience: Duration = .seconds(4)

    public init() {}
}
