internal import Hashing
internal import Storage

/// Brings the right bytes of a blob back from other places.
struct BlobRepair {
    let target: any BlobStore
    /// Asked in this order.
    let places: [any BlobStore]

    /// Whether the blob is right afterwards. What is in its place is written over, as an upload
    /// of the same bytes would.
    func run(_ digest: Digest) throws -> Bool {
        for place in places {
            guard let source = try open(digest, in: place) else { continue }
            try store(source, as: digest)
            if try target.isSound(digest) { return true }
            // Something says of itself to be right that is not: it has to be gone first.
            try target.quarantine(digest)
            try store(source, as: digest)
            if try target.isSound(digest) { return true }
        }
        return false
    }

    /// `nil` where the place does not have the right bytes.
    private func open(_ digest: Digest, in place: any BlobStore) throws -> OpenBlob? {
        do {
            return try place.openWhole(digest)
        } catch let error as StorageError where error.isLoss || error.code == .inputOutput {
            return nil
        }
    }

    private func store(_ source: OpenBlob, as digest: Digest) throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { buffer.deallocate() }
        let upload = try target.beginUpload(maxBytes: source.byteCount)
        while true {
            let count = try source.read(at: upload.byteCount, into: buffer)
            guard count > 0 else { break }
            try upload.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
        _ = try upload.finish(expecting: digest)
    }
}
