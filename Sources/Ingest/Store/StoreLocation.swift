/// Where a store is: a folder, and a database or bucket that stands in for its files.
public struct StoreLocation: Hashable, Sendable {
    /// Holds the rows and the blobs that no URL moves elsewhere, and what is cached of the
    /// others.
    public var folder: String
    /// Where the rows are; in the folder where it is `nil`.
    public var database: DatabaseURL?
    /// Where the blobs are; in the folder where it is `nil`.
    public var blobs: BlobsURL?

    public init(folder: String, database: DatabaseURL? = nil, blobs: BlobsURL? = nil) {
        self.folder = folder
        self.database = database
        self.blobs = blobs
    }

    /// The file of the rows where they are in the folder.
    var databasePath: String { folder + "/muniment.db" }

    /// What is fetched from a bucket is kept here for a while.
    var cacheFolder: String { folder + "/cache" }

    /// Where the rows are, in words that may be printed.
    public var rowsDescription: String { database?.description ?? folder }

    /// Where the blobs are, in words that may be printed.
    public var blobsDescription: String { blobs?.description ?? folder }
}

extension StoreLocation: CustomStringConvertible {
    /// Both places, or one where they are the same; holds no secrets.
    public var description: String {
        rowsDescription == blobsDescription
            ? rowsDescription : "\(rowsDescription) and \(blobsDescription)"
    }
}
