internal import Foundation
internal import Hashing
internal import Storage

/// A folder that holds a backup, locked for as long as this lives.
struct BackupFolder {
    static let manifestName = "backup.json"
    private static let lockName = "lock"
    private static let scratchName = "scratch"
    private static let rowsPrefix = "rows-"
    private static let rowsSuffix = ".db"
    private static let blobNames: Set = ["blobs", "incoming"]

    /// What a manifest may have: a million digests that are absent.
    private static let maxManifestBytes = 80 << 20

    private let folder: PrivateFolder
    private let lock: FolderLock?

    /// Opens a folder to write a backup into it; makes it, and its parents, where it is missing.
    ///
    /// Throws `BackupError` where it holds anything that is not of a backup, and where it is in
    /// use.
    init(writing path: String) throws {
        folder = PrivateFolder(path: path)
        if let other = try folder.names().first(where: { !Self.isOurs($0) }) {
            throw Self.inUse(by: other)
        }
        try folder.make()
        lock = try FolderLock(path: folder.path(of: Self.lockName), .exclusive)
    }

    private static func inUse(by name: String) -> BackupError {
        BackupError(
            .folderInUse, "There are other files in the folder, such as '\(name)'.",
            remedy: "Name an empty folder, or one that holds a backup of this store.")
    }

    /// Opens a folder to read its backup; changes nothing.
    init(reading path: String) throws {
        folder = PrivateFolder(path: path)
        guard try folder.names().contains(where: Self.isOurs) else {
            throw BackupError(
                .noBackup, "There is no backup in this folder.",
                remedy: "Name one that `muniment backup` has written.")
        }
        lock = try FolderLock(path: folder.path(of: Self.lockName), .shared)
    }

    var path: String { folder.path }

    // MARK: - Names

    static func rowsName(_ digest: String) -> String { rowsPrefix + digest + rowsSuffix }

    private static func isRows(_ name: String) -> Bool {
        name.hasPrefix(rowsPrefix) && name.hasSuffix(rowsSuffix)
    }

    private static func isOurs(_ name: String) -> Bool {
        let fixed = [
            manifestName, manifestName + PrivateFolder.draftSuffix, lockName, scratchName,
        ]
        return isRows(name) || fixed.contains(name) || blobNames.contains(name)
    }

    // MARK: - The manifest

    /// The manifest, `nil` where none was written yet; throws `BackupError` for one that this
    /// program cannot read.
    func manifest() throws -> BackupManifest? {
        try folder.contents(of: Self.manifestName, maxBytes: Self.maxManifestBytes)
            .map { bytes throws(BackupError) in try BackupManifest(bytes) }
    }

    /// Makes the backup whole, durably and at once. What it replaces is then removed.
    func write(_ manifest: BackupManifest) throws {
        try folder.write(try manifest.bytes, as: Self.manifestName)
        try removeRows(except: manifest)
    }

    // MARK: - Rows

    /// Removes rows that no manifest names any more, or not yet.
    func removeRows(except manifest: BackupManifest?) throws {
        for name in try folder.names() where Self.isRows(name) && name != manifest?.rowsName {
            try folder.remove(name)
        }
    }

    /// Where the rows of a manifest are.
    func rowsPath(of manifest: BackupManifest) -> String { folder.path(of: manifest.rowsName) }

    /// Throws where the file of the rows is not the one that the manifest names; reads all of it.
    func requireRows(of manifest: BackupManifest) throws {
        guard let (digest, bytes) = try folder.digest(of: manifest.rowsName) else {
            throw BackupError(
                .unfinished, "The rows of the backup are missing: \(manifest.rowsName).",
                remedy: "Copy the whole folder, or run `muniment backup` again.")
        }
        guard digest.hex == manifest.rows.sha256, bytes == manifest.rows.bytes else {
            throw BackupError(
                .damaged, "The rows of the backup are damaged: \(manifest.rowsName).",
                remedy: "Copy the folder again, or run `muniment backup` again.")
        }
    }

    /// Gives the rows in a draft their name, durably.
    func placeRows(_ draft: String) throws -> BackupManifest.File {
        guard let (digest, bytes) = try folder.digest(of: "\(Self.scratchName)/\(draft)") else {
            throw StorageError(.notFound, "The rows of the backup are gone.", path: path)
        }
        try folder.place("\(Self.scratchName)/\(draft)", as: Self.rowsName(digest.hex))
        return BackupManifest.File(sha256: digest.hex, bytes: bytes)
    }

    // MARK: - Scratch

    /// Makes an empty folder for drafts, in the place of what a killed run has left.
    func makeScratch() throws -> PrivateFolder {
        try removeScratch()
        let scratch = PrivateFolder(path: folder.path(of: Self.scratchName))
        try scratch.make()
        return scratch
    }

    func removeScratch() throws {
        guard try folder.names().contains(Self.scratchName) else { return }
        try FileManager.default.removeItem(atPath: folder.path(of: Self.scratchName))
    }

    // MARK: - Blobs

    /// The blobs; what is missing of their folders is made.
    func openBlobs() throws -> FileBlobStore { try FileBlobStore(folder: path) }
}
