import Foundation
import Hashing
import Storage
import StoreTestSupport
import TestServers
import XCTest

@testable import Ingest

/// What is done to the stored bytes behind the store's back.
extension TestStore {
    /// Turns a byte in the middle of a blob.
    func damageBlob(_ digest: Digest) throws {
        var bytes = try store.blobs.open(digest).contents(maxBytes: 100 << 20)
        bytes[bytes.count / 2] ^= 0x01
        if let bucket {
            let key = try XCTUnwrap(
                try S3Server.shared().objects(in: bucket).first { $0.hasSuffix(digest.hex) })
            try S3Server.shared().put(bytes, as: key, in: bucket)
            // What this machine has kept is another copy of the bytes.
            try removeCached(digest)
        } else {
            let path = "\(store.location.folder)/blobs/\(digest.hex.prefix(2))/\(digest.hex)"
            try FileManager.default.removeItem(atPath: path)
            try Data(bytes).write(to: URL(fileURLWithPath: path))
        }
    }

    private func removeCached(_ digest: Digest) throws {
        let cache = store.location.cacheFolder
        for path in try FileManager.default.subpathsOfDirectory(atPath: cache)
        where path.hasSuffix(digest.hex) {
            try FileManager.default.removeItem(atPath: "\(cache)/\(path)")
        }
    }

    /// Puts something among the blobs that is none.
    func makeStray(named name: String) throws {
        if let bucket {
            let blob = try store.blobs.put([1], durability: .durable).digest
            let key = try XCTUnwrap(
                try S3Server.shared().objects(in: bucket).first { $0.hasSuffix(blob.hex) })
            try store.blobs.remove(blob)
            let folder = key.dropLast(blob.hex.count)
            try S3Server.shared().put([1], as: folder + name, in: bucket)
        } else {
            try Data([1]).write(
                to: URL(fileURLWithPath: "\(store.location.folder)/blobs/\(name)"))
        }
    }

    /// What uploads that have not ended, or ended badly, have left.
    func unfinishedUploads() throws -> [String] {
        if let bucket { return try S3Server.shared().uploads(in: bucket) }
        return try FileManager.default.contentsOfDirectory(
            atPath: store.location.folder + "/incoming")
    }

    private var bucket: String? {
        store.location.blobs.map { LocationParts($0.text).authority }
    }
}
