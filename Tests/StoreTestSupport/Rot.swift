internal import Foundation
public import Hashing
internal import Ingest
internal import Storage
internal import TestServers
internal import TestSupport

/// What a disk, or whoever has a hand in it, may do to stored bytes.
public enum Rot: Hashable, Sendable {
    /// One bit of a byte turned: of the first, of the one in the middle, of the last.
    case flippedFirst
    case flippedMiddle
    case flippedLast
    case cutByOne
    case cutToNothing
    case zeroFilled
    case appended
    case deleted
    /// Something else under the name: not in buckets.
    case folder
    case link

    /// What may happen to blobs of an engine.
    public static func all(on engine: TestEngine) -> [Rot] {
        let everywhere: [Rot] = [
            .flippedFirst, .flippedMiddle, .flippedLast, .cutByOne, .cutToNothing, .zeroFilled,
            .appended, .deleted,
        ]
        return engine == .embedded ? everywhere + [.folder, .link] : everywhere
    }

    /// Whether a verification finds nothing under the name, rather than something wrong.
    public var isAbsence: Bool { [.deleted, .folder, .link].contains(self) }

    /// What is there afterwards; `nil` for what is none any more.
    func bytes(of bytes: [UInt8]) -> [UInt8]? {
        var bytes = bytes
        switch self {
        case .flippedFirst: bytes[0] ^= 1
        case .flippedMiddle: bytes[bytes.count / 2] ^= 0x10
        case .flippedLast: bytes[bytes.count - 1] ^= 0x80
        case .cutByOne: bytes.removeLast()
        case .cutToNothing: bytes = []
        case .zeroFilled: bytes = [UInt8](repeating: 0, count: bytes.count)
        case .appended: bytes.append(0)
        case .deleted, .folder, .link: return nil
        }
        return bytes
    }
}

extension TestStore {
    /// Does it to a blob of at least one byte, behind the store's back, which breaks invariants
    /// of the store until it is healed.
    public func damage(_ digest: Digest, by rot: Rot) throws {
        breaks(.rowsHaveBlobs, .bytesAreCounted)
        let bytes = try store.blobs.open(digest).contents(maxBytes: 100 << 20)
        if let url = store.location.blobs?.text {
            let bucket = String(url.dropFirst(5).prefix { $0 != "?" })
            try damage(digest, to: rot.bytes(of: bytes), in: bucket)
        } else {
            try replaceFile(digest, by: rot, bytes)
        }
    }

    private func damage(_ digest: Digest, to bytes: [UInt8]?, in bucket: String) throws {
        guard let bytes else { return try store.blobs.remove(digest) }
        let key = "blobs/\(digest.hex.prefix(2))/\(digest)"
        try S3Server.shared().put(bytes, as: key, in: bucket)
        // What this machine has kept is another copy of the bytes.
        let cache = store.location.folder + "/cache"
        for path in try FileManager.default.subpathsOfDirectory(atPath: cache)
        where path.hasSuffix(digest.hex) {
            try FileManager.default.removeItem(atPath: "\(cache)/\(path)")
        }
    }

    private func replaceFile(_ digest: Digest, by rot: Rot, _ bytes: [UInt8]) throws {
        let path = "\(store.location.folder)/blobs/\(digest.hex.prefix(2))/\(digest)"
        try FileManager.default.removeItem(atPath: path)
        if let wrong = rot.bytes(of: bytes) {
            try Data(wrong).write(to: URL(fileURLWithPath: path))
        } else if rot == .folder {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false)
        } else if rot == .link {
            let elsewhere = folder.path("elsewhere-\(digest)")
            try Data(bytes).write(to: URL(fileURLWithPath: elsewhere))
            try FileManager.default.createSymbolicLink(
                atPath: path, withDestinationPath: elsewhere)
        }
    }
}
