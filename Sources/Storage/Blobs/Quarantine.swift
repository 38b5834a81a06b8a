internal import Hashing

/// The folder for what has the name of a blob and not its bytes.
///
/// Each is kept under its digest, and further ones of a digest under `<digest>-2` and so on.
struct Quarantine {
    let layout: BlobLayout
    let files: FileOperations

    /// Makes the folder, durably, and returns a path in it that is free.
    func makePlace(for digest: Digest) throws -> String {
        if try files.makeFolder(layout.quarantine) { try files.syncFolder(layout.root) }
        var number = 1
        while true {
            let path = "\(layout.quarantine)/\(Self.name(of: digest, number: number))"
            if try files.status(path) == nil { return path }
            number += 1
        }
    }

    /// Ascending, each once.
    func digests() throws -> [Digest] {
        Self.digests(names: try files.names(inFolder: layout.quarantine))
    }

    /// The name of the number-th thing, from 1, that is kept of a digest.
    static func name(of digest: Digest, number: Int) -> String {
        number == 1 ? digest.hex : "\(digest.hex)-\(number)"
    }

    /// What names stand for; those that stand for nothing are passed over.
    static func digests(names: [String]) -> [Digest] {
        Set(names.compactMap { Digest(hex: $0.prefix(Digest.byteCount * 2)) }).sorted()
    }
}
