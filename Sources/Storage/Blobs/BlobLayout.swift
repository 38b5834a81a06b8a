internal import Hashing

/// Which path a blob has: the folder tree of `docs/blob-format.md`, without any file call.
struct BlobLayout: Sendable {
    /// The folder that holds the whole store.
    let root: String

    /// Where the blobs are.
    var blobs: String { root + "/blobs" }

    /// Where uploads are written, on the same file system as the blobs.
    var incoming: String { root + "/incoming" }

    /// Where damaged blobs are moved.
    var quarantine: String { root + "/quarantine" }

    /// The path of a blob.
    func path(of digest: Digest) -> String {
        fanOut(of: digest) + "/" + digest.hex
    }

    /// The folder that holds a blob: one of 256, named for the first byte of the digest.
    func fanOut(of digest: Digest) -> String {
        blobs + "/" + [digest.bytes[0]].hex
    }

    /// The path of an upload's temporary file; `number` keeps two uploads apart.
    func upload(number: UInt64) -> String {
        incoming + "/" + String(number, radix: 16)
    }

    /// Whether `name` is that of one of the 256 folders.
    static func isFanOut(_ name: String) -> Bool {
        guard let byte = [UInt8](hex: name) else { return false }
        return byte.count == 1 && byte.hex == name
    }

    /// The digest of the blob with this file name in this folder, `nil` when it names none.
    static func digest(name: String, fanOut: String) -> Digest? {
        guard name.hasPrefix(fanOut), let digest = Digest(hex: name) else { return nil }
        return digest.hex == name ? digest : nil
    }
}
