internal import Glibc

/// An open file as it was at one moment: whatever is written to it, and whatever takes its name,
/// has another identity. What a disk loses changes nothing about it.
public struct FileIdentity: Hashable, Sendable {
    private let device: UInt64
    private let inode: UInt64
    private let byteCount: Int
    /// Seconds and nanoseconds of the last change of the bytes, and of anything.
    private let times: [Int]

    /// `nil` where the system does not say.
    public init?(of blob: OpenBlob) {
        var status = stat()
        guard blob.withDescriptor({ fstat($0, &status) }) == 0 else { return nil }
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        byteCount = Int(status.st_size)
        times = [
            status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec,
            status.st_ctim.tv_nsec,
        ]
    }
}
