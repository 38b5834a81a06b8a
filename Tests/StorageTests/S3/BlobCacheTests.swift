import Foundation
import Hashing
import TestSupport
import XCTest

@testable import Storage

final class BlobCacheTests: XCTestCase {
    private static func bytes(_ number: Int) -> [UInt8] {
        [UInt8](repeating: UInt8(number), count: 100)
    }

    private static func digest(_ number: Int) -> Digest {
        SHA256.digest(of: bytes(number))
    }

    private func path(_ folder: TemporaryFolder, _ digest: Digest) -> String {
        folder.path("blobs/\(digest.hex.prefix(2))/\(digest.hex)")
    }

    private func setAge(_ seconds: Int, _ path: String) throws {
        let date = Date(timeIntervalSinceNow: -Double(seconds))
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
    }

    func testStoredBytesAreOpened() throws {
        let folder = try TemporaryFolder()
        let cache = try BlobCache(folder: folder.path, maxBytes: 1 << 20)
        XCTAssertNil(try cache.open(Self.digest(1)))
        try cache.store(Self.bytes(1), as: Self.digest(1))
        XCTAssertEqual(try cache.open(Self.digest(1))?.contents(maxBytes: 100), Self.bytes(1))
    }

    func testAFileThatWasTornIsDropped() throws {
        let folder = try TemporaryFolder()
        try BlobCache(folder: folder.path, maxBytes: 1 << 20).store(
            Self.bytes(1), as: Self.digest(1))
        let path = path(folder, Self.digest(1))
        chmod(path, 0o600)
        try Data(count: 100).write(to: URL(fileURLWithPath: path))
        // Another process: it has not seen the file yet.
        let cache = try BlobCache(folder: folder.path, maxBytes: 1 << 20)
        XCTAssertNil(try cache.open(Self.digest(1)))
        XCTAssertFalse(FileManager.default.fileExists(atPath: path))
    }

    func testAFileThatWasCutIsDropped() throws {
        let folder = try TemporaryFolder()
        let cache = try BlobCache(folder: folder.path, maxBytes: 1 << 20)
        try cache.store(Self.bytes(1), as: Self.digest(1))
        chmod(path(folder, Self.digest(1)), 0o600)
        truncate(path(folder, Self.digest(1)), 10)
        XCTAssertNil(try cache.open(Self.digest(1)))
    }

    func testWhatWasNotUsedForLongestGoesFirst() throws {
        let folder = try TemporaryFolder()
        let cache = try BlobCache(folder: folder.path, maxBytes: 1_000)
        for number in 0..<10 {
            try cache.store(Self.bytes(number), as: Self.digest(number))
            try setAge(100 - number, path(folder, Self.digest(number)))
        }
        _ = try cache.open(Self.digest(0))
        try cache.store(Self.bytes(10), as: Self.digest(10))
        let kept = try (0...10).filter { try cache.open(Self.digest($0)) != nil }
        XCTAssertEqual(kept, [0, 3, 4, 5, 6, 7, 8, 9, 10])
    }

    func testAnEvictedFileStaysReadable() throws {
        let folder = try TemporaryFolder()
        let cache = try BlobCache(folder: folder.path, maxBytes: 100)
        try cache.store(Self.bytes(0), as: Self.digest(0))
        let blob = try XCTUnwrap(try cache.open(Self.digest(0)))
        try setAge(100, path(folder, Self.digest(0)))
        try cache.store(Self.bytes(1), as: Self.digest(1))
        XCTAssertNil(try cache.open(Self.digest(0)))
        XCTAssertEqual(try blob.contents(maxBytes: 100), Self.bytes(0))
    }

    func testTwoCachesOnOneFolderKeepTheBound() throws {
        let folder = try TemporaryFolder()
        let caches = try (0..<2).map { _ in try BlobCache(folder: folder.path, maxBytes: 2_000) }
        try inParallel(8) { thread in
            for round in 0..<25 {
                let number = thread * 25 + round
                try caches[thread % 2].store(Self.bytes(number), as: Self.digest(number))
                if let blob = try caches[(thread + 1) % 2].open(Self.digest(number)) {
                    XCTAssertEqual(try blob.contents(maxBytes: 100), Self.bytes(number))
                }
            }
        }
        // Whoever came last may have found another at the eviction: the next ones make it good.
        for number in 200..<202 { try caches[0].store(Self.bytes(number), as: Self.digest(number)) }
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path("blobs"))
        XCTAssertLessThanOrEqual(names.count { $0.count > 60 }, 20 + 1)
    }
}
