internal import Glibc
public import Hashing

/// A blob that is open for reading, closed with the last reference.
///
/// It stays readable when the blob is removed or replaced meanwhile. Threads may share one:
/// `read(at:into:)` leaves the descriptor's position alone.
public final class OpenBlob: Sendable {
    /// The size of the blob when it was opened.
    public let byteCount: Int

    private let descriptor: CInt
    private let path: String
    private let files: FileOperations
    /// Removes the file where it is a copy of a blob that is kept elsewhere; `nil` for the blob
    /// itself.
    private let discard: (@Sendable () -> Void)?

    /// Takes over a descriptor that is open for reading; it is closed even when this throws.
    ///
    /// Throws `.corrupt` when it is not that of a regular file.
    public convenience init(takingOwnership descriptor: CInt) throws {
        try self.init(
            takingOwnership: descriptor, path: "descriptor \(descriptor)",
            files: FileOperations(calls: SystemFileCalls()))
    }

    init(
        takingOwnership descriptor: CInt, path: String, files: FileOperations,
        discard: (@Sendable () -> Void)? = nil
    ) throws {
        self.descriptor = descriptor
        self.path = path
        self.files = files
        self.discard = discard
        do {
            let status = try files.status(descriptor, path: path)
            guard status.kind == .file else {
                throw StorageError(
                    .corrupt, "what has the name of a blob is no file; remove it", path: path)
            }
            byteCount = status.byteCount
        } catch {
            files.close(descriptor)
            throw error
        }
    }

    deinit {
        files.close(descriptor)
    }

    /// Lends the descriptor, which must not be used or closed after `body`.
    public func withDescriptor<Value>(_ body: (CInt) throws -> Value) rethrows -> Value {
        try withExtendedLifetime(self) { try body(descriptor) }
    }

    /// Reads at `offset`, in bytes from the start; returns 0 at the end, and may return less
    /// than the buffer takes.
    public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        try files.read(descriptor, at: offset, into: buffer, path: path)
    }

    /// All bytes of a small blob; throws `.tooLarge` when there are more than `maxBytes`.
    public func contents(maxBytes: Int) throws -> [UInt8] {
        guard byteCount <= maxBytes else {
            throw StorageError(
                .tooLarge, "the blob has \(byteCount) bytes, at most \(maxBytes) were expected",
                path: path)
        }
        return try [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, filled in
            while filled < byteCount {
                let all = UnsafeMutableRawBufferPointer(buffer)
                let rest = UnsafeMutableRawBufferPointer(rebasing: all[filled..<byteCount])
                let count = try read(at: filled, into: rest)
                if count == 0 { break }
                filled += count
            }
        }
    }

    /// The digest and number of all bytes up to the present end, read through a buffer of 1 MiB.
    public func digest() throws -> (Digest, byteCount: Int) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { buffer.deallocate() }
        // A hint: the system reads further ahead. Failing, it is only slower.
        _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
        var hash = SHA256()
        var offset = 0
        while true {
            let count = try read(at: offset, into: buffer)
            if count == 0 { return (hash.finalize(), offset) }
            hash.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            offset += count
        }
    }

    /// To be called when the bytes were seen to be wrong. A file that is only a copy of the blob
    /// is removed, so that opening the blob again brings another; returns whether it was one.
    ///
    /// The blob itself is left alone, but the next reading asks the disk for it and not memory.
    @discardableResult
    public func discardCopy() -> Bool {
        _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
        discard?()
        return discard != nil
    }
}
