/// What `stat` says about a file, as far as a blob store asks.
package struct FileStatus: Equatable, Sendable {
    /// The kind of a directory entry.
    package enum Kind: Sendable {
        case file
        case folder
        /// A symbolic link, a socket, a device.
        case other
    }

    package var kind: Kind
    package var byteCount: Int
    /// How many names the file has; 0 once it is unlinked.
    package var linkCount: Int
    /// When the bytes last changed, in seconds since 1970 UTC.
    package var modifiedAt: Int
    /// Tells entries of one file system apart that are there at the same time.
    package var inode: UInt64

    /// A status.
    package init(
        kind: Kind, byteCount: Int, linkCount: Int, modifiedAt: Int, inode: UInt64 = 0
    ) {
        self.kind = kind
        self.byteCount = byteCount
        self.linkCount = linkCount
        self.modifiedAt = modifiedAt
        self.inode = inode
    }
}
