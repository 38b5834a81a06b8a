internal import Foundation

/// From where to where a store is copied.
public struct MovePlan: Hashable, Sendable {
    public let source: StoreLocation
    /// What is not moved stays where it is in the source.
    public let target: StoreLocation

    /// Reads the targets that a user names: a folder, a database's URL, a bucket's URL.
    ///
    /// A folder takes what no URL takes. Throws `MoveError(.badTarget)`, which never shows a
    /// URL, for other words and where nothing would be moved.
    public init(from source: StoreLocation, to targets: [String]) throws(MoveError) {
        var folder: String?
        var database: DatabaseURL?
        var blobs: BlobsURL?
        for target in targets {
            if let url = DatabaseURL(target) {
                try Self.set(&database, url, "databases")
            } else if let url = BlobsURL(target) {
                try Self.set(&blobs, url, "buckets")
            } else if target.isEmpty || target.contains("://") {
                throw Self.unknown
            } else {
                try Self.set(&folder, target, "folders")
            }
        }
        self.source = source
        target = StoreLocation(
            folder: folder ?? source.folder,
            database: database ?? (folder == nil ? source.database : nil),
            blobs: blobs ?? (folder == nil ? source.blobs : nil))
        try check(namesFolder: folder != nil)
    }

    private static func set<Value>(
        _ place: inout Value?, _ value: Value, _ noun: String
    ) throws(MoveError) {
        guard place == nil else {
            throw MoveError(
                .badTarget, "Two \(noun) are named as targets.", remedy: "Name one of them.")
        }
        place = value
    }

    private static let unknown = MoveError(
        .badTarget, "A target is neither a folder nor the URL of a database or bucket.",
        remedy: "Name a folder, \(DatabaseURL.acceptedForm), or \(BlobsURL.acceptedForm).")

    private func check(namesFolder: Bool) throws(MoveError) {
        if namesFolder && target.database != nil && target.blobs != nil {
            throw MoveError(
                .badTarget, "Nothing is left for the folder: the URLs take rows and blobs.",
                remedy: "Leave the folder or one of the URLs out.")
        }
        guard movesRows || movesBlobs else {
            throw MoveError(
                .badTarget, "The target is where the store is already.",
                remedy: "Name another place.")
        }
    }

    /// Whether the rows come to another place.
    public var movesRows: Bool {
        source.database != target.database
            || source.database == nil && !Self.isSame(source.folder, target.folder)
    }

    /// Whether the blobs come to another place.
    public var movesBlobs: Bool {
        source.blobs != target.blobs
            || source.blobs == nil && !Self.isSame(source.folder, target.folder)
    }

    /// Whether two paths name the same folder.
    static func isSame(_ folder: String, _ other: String) -> Bool {
        func canonical(_ path: String) -> String {
            URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
        }
        return canonical(folder) == canonical(other)
    }
}
