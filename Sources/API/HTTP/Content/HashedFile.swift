internal import Hashing
internal import Storage

/// All bytes of a blob, hashed while they are sent: the last piece is given out only when the
/// digest is right, so that nobody gets the whole of a wrong file.
final class HashedFile: BodyProducer, @unchecked Sendable {
    // Sendable: a producer is used by one thread at a time.
    private let blob: OpenBlob
    private let digest: Digest
    private var hash = SHA256()
    private var offset = 0

    init(_ blob: OpenBlob, _ digest: Digest) {
        self.blob = blob
        self.digest = digest
    }

    /// Throws `UnsoundBlob` in place of the last piece.
    func produce(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let piece = UnsafeMutableRawBufferPointer(
            rebasing: buffer[..<min(buffer.count, blob.byteCount - offset)])
        guard !piece.isEmpty else { return 0 }
        try read(into: piece)
        hash.update(UnsafeRawBufferPointer(piece))
        offset += piece.count
        if offset == blob.byteCount, hash.finalize() != digest { throw damage() }
        return piece.count
    }

    private func read(into piece: UnsafeMutableRawBufferPointer) throws {
        var filled = 0
        while filled < piece.count {
            let count = try blob.read(
                at: offset + filled, into: .init(rebasing: piece[filled...]))
            // Cut since it was opened.
            guard count > 0 else { throw damage() }
            filled += count
        }
    }

    private func damage() -> UnsoundBlob {
        blob.discardCopy()
        return UnsoundBlob(digest, .damaged)
    }
}
