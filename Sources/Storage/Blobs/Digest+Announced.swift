internal import Hashing

extension Digest {
    /// Throws `.digestMismatch` where another digest was announced for the bytes.
    func check(against announced: Digest?) throws {
        guard let announced, announced != self else { return }
        throw StorageError(
            .digestMismatch,
            "the bytes have SHA-256 \(self), announced was \(announced); send them again")
    }
}
