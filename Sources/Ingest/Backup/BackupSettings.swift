/// How a backup goes about.
public struct BackupSettings: Hashable, Sendable {
    /// The version of the program, written into the manifest.
    public var program: String
    /// How many blobs are copied at the same time; default is 8. Each holds about 1 MiB.
    public var blobStreams = MoveSettings().blobStreams
    /// Whether every blob that the backup has already is read again, and copied anew where it is
    /// damaged; otherwise its size is believed.
    public var checksBlobs = false
    /// Whether blobs are removed that the rows no longer name.
    public var prunesBlobs = false

    public init(program: String) {
        self.program = program
    }
}
