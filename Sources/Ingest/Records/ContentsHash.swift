internal import Hashing

/// What a whole document looks like, in 256 bits: the SHA-256 of its pages' hashes in order.
///
/// Equal for files whose pages look exactly alike, whatever their bytes; one changed bit of
/// one page's hash makes another. For likeness see `DuplicateSearch`.
public struct ContentsHash: Hashable, Sendable {
    private let digest: Digest

    /// `nil` where a page has no picture, and for no pages.
    init?(of pages: [PageHash?]) {
        let hashes = pages.compactMap(\.self)
        guard !hashes.isEmpty, hashes.count == pages.count else { return nil }
        var sum = SHA256()
        for hash in hashes { hash.bytes.withUnsafeBytes { sum.update($0) } }
        digest = sum.finalize()
    }

    /// 64 lower-case hexadecimal digits.
    public var hex: String { digest.hex }
}
