import Foundation
import Hashing
import Storage
import TestSupport
import XCTest

@testable import API

final class CheckedFilesTests: XCTestCase {
    private func makeStore() throws -> FileBlobStore {
        let folder = try TemporaryFolder()
        addTeardownBlock { _ = folder }
        return try FileBlobStore(folder: folder.path)
    }

    /// Puts bytes of this length and opens them writable, as whoever damages a file.
    private func put(_ count: Int, in store: FileBlobStore) throws -> (OpenBlob, Digest) {
        let digest = try store.put([UInt8](repeating: 7, count: count), durability: .durable).digest
        return (try store.open(digest), digest)
    }

    /// Writes into the file itself.
    private func overwrite(_ blob: OpenBlob) throws {
        let path = blob.withDescriptor { "/proc/self/fd/\($0)" }
        let file = try FileManager.default.destinationOfSymbolicLink(atPath: path)
        XCTAssertEqual(chmod(file, 0o600), 0)
        let handle = try XCTUnwrap(FileHandle(forWritingAtPath: file))
        try handle.seek(toOffset: 3)
        try handle.write(contentsOf: Data([8]))
        try handle.close()
    }

    func testFileIsReadOnceUntilItChanges() throws {
        let files = CheckedFiles(ContentSettings())
        let (blob, digest) = try put(1_000, in: makeStore())
        XCTAssertTrue(try files.isRight(blob, digest))
        XCTAssertEqual(files.count, 1)
        XCTAssertTrue(try files.isRight(blob, digest))
        try overwrite(blob)
        XCTAssertFalse(try files.isRight(blob, digest))
        XCTAssertFalse(try files.isRight(blob, digest))
        XCTAssertFalse(try files.isRight(blob, SHA256.digest(of: [1])))
    }

    func testNoMoreAreRememberedThanSet() throws {
        var settings = ContentSettings()
        settings.rememberedFiles = 3
        let files = CheckedFiles(settings)
        let store = try makeStore()
        for count in 1...10 {
            let (blob, digest) = try put(count, in: store)
            XCTAssertTrue(try files.isRight(blob, digest))
        }
        XCTAssertEqual(files.count, 3)
    }

    func testNothingIsRememberedForNoTime() throws {
        var settings = ContentSettings()
        settings.rememberedFor = .zero
        let files = CheckedFiles(settings)
        let (blob, digest) = try put(1_000, in: makeStore())
        for _ in 0..<2 { XCTAssertTrue(try files.isRight(blob, digest)) }
    }

    func testThreadsAgree() throws {
        let files = CheckedFiles(ContentSettings())
        let (blob, digest) = try put(3 << 20, in: makeStore())
        try inParallel(8) { _ in XCTAssertTrue(try files.isRight(blob, digest)) }
        XCTAssertEqual(files.count, 1)
    }

    func testLastPieceIsHeldBackFromAFileThatChangesMeanwhile() throws {
        let (blob, digest) = try put(100, in: makeStore())
        for changesAt in [0, 50, 99] {
            let body = HashedFile(blob, digest)
            var sent = 0
            XCTAssertThrowsError(
                try withUnsafeTemporaryAllocation(byteCount: 10, alignment: 1) { buffer in
                    while true {
                        if sent >= changesAt - 10 { try self.overwrite(blob) }
                        let count = try body.produce(into: buffer)
                        if count == 0 { return }
                        sent += count
                    }
                }
            ) { XCTAssertEqual($0 as? UnsoundBlob, UnsoundBlob(digest, .damaged)) }
            XCTAssertEqual(sent, 90)
        }
    }

    func testWholeFileComesInPieces() throws {
        let (blob, digest) = try put(25, in: makeStore())
        let body = HashedFile(blob, digest)
        try withUnsafeTemporaryAllocation(byteCount: 10, alignment: 1) { buffer in
            for count in [10, 10, 5, 0, 0] {
                XCTAssertEqual(try body.produce(into: buffer), count)
            }
        }
    }
}
