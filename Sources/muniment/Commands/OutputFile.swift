import Foundation
import Hashing
import Sharing
import Storage

/// A file that a command writes. It takes its place whole and with the right bytes, or not at
/// all; one that is there already is replaced.
struct OutputFile {
    let path: String

    /// How much is copied at once, in bytes.
    private static let chunk = 1 << 20

    /// What was written.
    struct Written: Encodable {
        let file: String
        let sha256: String
        let size: Int
    }

    /// Writes what a link opens, which is a use of it; throws `CommandLineError` where the file
    /// cannot be written, or the stored bytes are damaged or missing.
    func write(
        _ link: ExportLink, of operations: DocumentOperations, from blobs: any BlobStore
    ) throws -> Written {
        let opened = try operations.links.look(at: link.path)
        try operations.links.noteUse(of: opened, client: "command line", isPart: false)
        let blob = try Self.translatingLoss(of: opened.digest) { try blobs.open(opened.digest) }
        try write(blob, opened.digest)
        return Written(file: path, sha256: opened.digest.hex, size: opened.byteCount)
    }

    private func write(_ blob: OpenBlob, _ digest: Digest) throws {
        let draft = "\(path).\(UUID().uuidString).part"
        do {
            try Data().write(to: URL(fileURLWithPath: draft), options: .withoutOverwriting)
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: draft))
            try copy(blob, digest, to: file)
            try file.synchronize()
            try file.close()
            guard rename(draft, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            try? FileManager.default.removeItem(atPath: draft)
            if error is StorageError { try Self.translatingLoss(of: digest) { throw error } }
            throw CommandLineError(
                "The file cannot be written to '\(path.printableLine)'.",
                remedy: "Name a file of yours with --output.")
        }
    }

    /// Hashes on the way, and throws `StorageError` where the bytes are not those of the digest.
    private func copy(_ blob: OpenBlob, _ digest: Digest, to file: FileHandle) throws {
        var bytes = [UInt8](repeating: 0, count: Self.chunk)
        var hash = SHA256()
        var offset = 0
        while true {
            let count = try bytes.withUnsafeMutableBytes { try blob.read(at: offset, into: $0) }
            guard count > 0 else { break }
            bytes.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            try file.write(contentsOf: bytes.prefix(count))
            offset += count
        }
        guard hash.finalize() == digest else {
            blob.discardCopy()
            throw StorageError(.digestMismatch, "the stored bytes are damaged")
        }
    }

    /// Says what to do about stored bytes that are damaged or missing.
    private static func translatingLoss<Value>(
        of digest: Digest, _ body: () throws -> Value
    ) throws -> Value {
        do {
            return try body()
        } catch let error as StorageError where error.isLoss {
            let condition = error.code == .notFound ? "missing" : "damaged"
            throw CommandLineError(
                "The stored bytes of \(digest) are \(condition): no file is written.",
                remedy: "Add the same file again, or heal it with `muniment verify --repair-from`.")
        }
    }
}

extension Terminal {
    /// Says that a paper has characters for which there is no font, by their numbers; returns how
    /// the command ends.
    func report(missingGlyphs: [Unicode.Scalar]) -> ExitCode {
        guard !missingGlyphs.isEmpty else { return .done }
        let numbers = missingGlyphs.map(\.codePoint).joined(separator: ", ")
        report(
            "error: No installed font has \(numbers); the numbers stand in their place.\n"
                + "Install a font that has them, and make it again.")
        return .failed
    }
}
