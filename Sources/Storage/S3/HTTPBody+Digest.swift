internal import Hashing

extension HTTPBody {
    /// A part of the body; traps where it reaches beyond the end.
    func part(at offset: Int, length: Int) -> HTTPBody {
        switch self {
        case .none: .none
        case .bytes(let bytes): .bytes(Array(bytes[offset..<(offset + length)]))
        case .file(let descriptor, let start, _):
            .file(descriptor: descriptor, offset: start + offset, length: length)
        }
    }

    /// The digest of the body, read through a buffer of 256 KiB.
    func digest() throws(StorageError) -> Digest {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
        defer { buffer.deallocate() }
        var hash = SHA256()
        var position = 0
        while position < byteCount {
            guard let count = read(at: position, into: buffer) else {
                throw StorageError(
                    .inputOutput, "a file of the cache cannot be read; look into its disk")
            }
            hash.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            position += count
        }
        return hash.finalize()
    }
}
