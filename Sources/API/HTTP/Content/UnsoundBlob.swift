public import Hashing
internal import Storage

/// Stored bytes that cannot be sent: they are not those that were stored, or are gone.
public struct UnsoundBlob: Error, Hashable, Sendable {
    public enum Condition: String, CaseIterable, Sendable {
        case damaged
        case missing
    }

    public let digest: Digest
    public let condition: Condition

    public init(_ digest: Digest, _ condition: Condition) {
        self.digest = digest
        self.condition = condition
    }

    /// What the log says of it, as the code of an error.
    var code: String { "bytes_\(condition.rawValue)" }

    /// For whoever asked; they can do no more than tell who keeps the archive.
    var message: String {
        "The stored file is \(condition.rawValue), so it is not sent. Whoever keeps this archive "
            + "can heal it: by adding the same file again, or with `muniment verify --repair-from`."
    }
}

extension UnsoundBlob: CustomStringConvertible {
    public var description: String {
        "the stored bytes of blob \(digest) are \(condition.rawValue)"
    }
}

extension BlobStore {
    /// Opens a blob to be sent; throws `UnsoundBlob` where there is none, or no file of that
    /// name.
    func openForSending(_ digest: Digest) throws -> OpenBlob {
        do {
            return try open(digest)
        } catch let error as StorageError where error.isLoss {
            throw UnsoundBlob(digest, error.code == .notFound ? .missing : .damaged)
        }
    }
}
