internal import Storage

/// Where the right bytes of damaged blobs may be.
public enum RepairPlace: Hashable, Sendable {
    /// A folder with `blobs/` in it: a store's, or a backup's. It is only read.
    case folder(String)
    case bucket(BlobsURL)

    /// What `init(_:)` accepts besides folders, for messages.
    public static let acceptedForm = BlobsURL.acceptedForm

    /// Returns `nil` for an empty text, and for a URL that is none of a bucket.
    public init?(_ text: String) {
        guard text.lowercased().hasPrefix("s3:") else {
            guard !text.isEmpty else { return nil }
            self = .folder(text)
            return
        }
        guard let url = BlobsURL(text) else { return nil }
        self = .bucket(url)
    }

    /// What is fetched from a bucket passes through the cache of the store.
    func open(for store: Store) throws -> any BlobStore {
        switch self {
        case .folder(let path): return try FileBlobStore(readingFolder: path)
        case .bucket(let url):
            let location = StoreLocation(folder: store.location.folder, blobs: url)
            return try StoreEngines(location: location, settings: store.settings).openBlobs()
        }
    }
}
