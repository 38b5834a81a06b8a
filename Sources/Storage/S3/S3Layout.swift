internal import Hashing

/// Which key a blob has; see `docs/blob-format.md`.
struct S3Layout: Sendable {
    /// What all keys of blobs begin with; ends with a slash.
    let blobs: String
    /// What all keys of damaged blobs begin with; ends with a slash.
    let quarantine: String

    /// Keys below the prefix of a location.
    init(prefix: String) {
        blobs = prefix + "blobs/"
        quarantine = prefix + "quarantine/"
    }

    /// The key of a blob.
    func key(of digest: Digest) -> String {
        "\(blobs)\([digest.bytes[0]].hex)/\(digest.hex)"
    }

    /// The blob with this key, `nil` when it is that of none.
    func digest(key: String) -> Digest? {
        guard let digest = Digest(hex: key.suffix(Digest.byteCount * 2)) else { return nil }
        return self.key(of: digest) == key ? digest : nil
    }
}
