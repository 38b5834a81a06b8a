/// A new file in `incoming/`, locked so that no other process takes it for abandoned.
struct TemporaryFile {
    /// The file's path.
    let path: String
    /// Open for writing; holds the lock until it is closed, by the owner of this value.
    let descriptor: CInt

    /// Makes the file under a random name.
    ///
    /// Between making and locking, a cleaning process may take the file for abandoned: then
    /// there is another one.
    init(layout: BlobLayout, files: FileOperations) throws {
        while true {
            let path = layout.upload(number: .random(in: .min ... .max))
            let descriptor = try files.create(path)
            do {
                if try Self.claim(descriptor, path: path, files: files) {
                    self.path = path
                    self.descriptor = descriptor
                    return
                }
                files.close(descriptor)
            } catch {
                _ = try? files.unlink(path)
                files.close(descriptor)
                throw error
            }
        }
    }

    private static func claim(
        _ descriptor: CInt, path: String, files: FileOperations
    ) throws -> Bool {
        guard try files.lock(descriptor, path: path) else { return false }
        return try files.status(descriptor, path: path).linkCount > 0
    }
}
