public import Hashing

/// A folder of few files for their owner alone, each of which is whole or absent.
///
/// For what stands beside blobs and rows, such as the manifest of a backup. All members throw
/// `StorageError`.
public struct PrivateFolder: Sendable {
    public let path: String
    private let files: FileOperations

    /// Names the folder; nothing is made.
    public init(path: String) {
        self.init(path: path, calls: SystemFileCalls())
    }

    /// The same, through the file calls given.
    package init(path: String, calls: any FileCalls) {
        self.path = path
        files = FileOperations(calls: calls)
    }

    /// Makes the folder and its parents where they are missing, durably.
    public func make() throws {
        try files.makeFolders(path)
    }

    /// The names in the folder, ascending; none where there is no folder.
    public func names() throws -> [String] {
        try files.names(inFolder: path)
    }

    /// Where a file of that name is.
    public func path(of name: String) -> String { "\(path)/\(name)" }

    // MARK: - Reading

    /// All bytes of a file, `nil` where there is none; throws `.tooLarge` for more than
    /// `maxBytes`.
    public func contents(of name: String, maxBytes: Int) throws -> [UInt8]? {
        try open(name)?.contents(maxBytes: maxBytes)
    }

    /// The digest and size of a file, `nil` where there is none.
    public func digest(of name: String) throws -> (digest: Digest, byteCount: Int)? {
        guard let file = try open(name) else { return nil }
        let (digest, byteCount) = try file.digest()
        return (digest, byteCount)
    }

    private func open(_ name: String) throws -> OpenBlob? {
        guard let descriptor = try files.open(path(of: name)) else { return nil }
        return try OpenBlob(takingOwnership: descriptor, path: path(of: name), files: files)
    }

    // MARK: - Writing

    /// Makes an empty file of mode 0600 for somebody else to fill, in the place of any other.
    public func makeDraft(_ name: String) throws {
        _ = try files.unlink(path(of: name))
        files.close(try files.create(path(of: name)))
    }

    /// Gives a file that is written its name, durably: it has been forced before, and replaces
    /// any other of that name at once.
    public func place(_ draft: String, as name: String) throws {
        guard let descriptor = try files.open(path(of: draft)) else {
            throw StorageError(.notFound, "a file is gone", path: path(of: draft))
        }
        defer { files.close(descriptor) }
        try files.sync(descriptor, path: path(of: draft))
        try files.rename(path(of: draft), to: path(of: name))
        try files.syncFolder(path)
    }

    /// Writes a small file, durably and at once; who reads meanwhile finds the old one or this.
    public func write(_ bytes: [UInt8], as name: String) throws {
        let draft = name + Self.draftSuffix
        _ = try files.unlink(path(of: draft))
        let descriptor = try files.create(path(of: draft))
        do {
            defer { files.close(descriptor) }
            try bytes.withUnsafeBytes {
                try files.write($0, to: descriptor, path: path(of: draft))
            }
        } catch {
            _ = try? files.unlink(path(of: draft))
            throw error
        }
        try place(draft, as: name)
    }

    /// What `write` adds to a name until the file is whole.
    public static let draftSuffix = ".new"

    /// Removes a file; one that is absent is no error.
    public func remove(_ name: String) throws {
        _ = try files.unlink(path(of: name))
    }
}
