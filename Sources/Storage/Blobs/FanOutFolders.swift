internal import Hashing
internal import Synchronization

/// The 256 folders of the blobs, made when first needed.
///
/// A folder's own name has to be on the disk too before a blob in it is. Which names are is
/// remembered only by who synced them: a folder that is already there may have been made by
/// another process that did not come to sync it.
final class FanOutFolders: Sendable {
    private let layout: BlobLayout
    private let files: FileOperations
    private let durable = Mutex<Set<String>>([])

    /// Folders below `layout.blobs`, which exists.
    init(layout: BlobLayout, files: FileOperations) {
        self.layout = layout
        self.files = files
    }

    /// Sees to it that the folder of a blob exists.
    func make(for digest: Digest) throws {
        let folder = layout.fanOut(of: digest)
        if try files.makeFolder(folder) {
            durable.withLock { _ = $0.remove(folder) }
        }
    }

    /// Waits until the names of these blobs are on the disk: one `fsync` for each folder, and
    /// one for their parent when one of them was never synced here.
    func sync(for digests: [Digest]) throws {
        let folders = Set(digests.map(layout.fanOut))
        for folder in folders.sorted() {
            try files.syncFolder(folder)
        }
        guard !durable.withLock({ folders.isSubset(of: $0) }) else { return }
        try files.syncFolder(layout.blobs)
        durable.withLock { $0.formUnion(folders) }
    }
}
