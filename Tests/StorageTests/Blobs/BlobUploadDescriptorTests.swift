import Foundation
import Glibc
import Hashing
import Storage
import TestSupport
import XCTest

final class BlobUploadDescriptorTests: XCTestCase {
    private func makeStore() throws -> FileBlobStore {
        let folder = try TemporaryFolder()
        addTeardownBlock { _ = folder }
        return try FileBlobStore(folder: folder.path)
    }

    /// An open file with these bytes, read from its start.
    private func withFile<Value>(_ bytes: [UInt8], _ body: (CInt) throws -> Value) throws -> Value {
        let folder = try TemporaryFolder()
        let url = folder.url.appendingPathComponent("source")
        try Data(bytes).write(to: url)
        let handle = try FileHandle(forReadingFrom: url)
        return try body(handle.fileDescriptor)
    }

    func testFilesOfAllSizesAreCopiedWithProgress() throws {
        let store = try makeStore()
        let mebibyte = 1 << 20
        for count in [0, 1, 1_024, mebibyte - 1, mebibyte, mebibyte + 1, 2 * mebibyte + 5] {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 / 5) }
            let upload = try store.beginUpload(maxBytes: count)
            var progress: [Int] = []
            let copied = try withFile(bytes) {
                try upload.write(
                    contentsOf: $0, name: "source", progress: { progress.append($0) })
            }
            XCTAssertEqual(copied, count)
            XCTAssertEqual(
                progress,
                Array(stride(from: mebibyte, to: count, by: mebibyte)) + (count > 0 ? [count] : []))
            XCTAssertEqual(
                try upload.finish(expecting: SHA256.digest(of: bytes)).byteCount, count)
        }
    }

    func testPipeInSmallPiecesShowsItsWholeHead() throws {
        let bytes = (0..<5_000).map { UInt8(truncatingIfNeeded: $0 / 9) }
        let pipe = Pipe()
        let writer = pipe.fileHandleForWriting
        Thread.detachNewThread {
            for start in stride(from: 0, to: bytes.count, by: 100) {
                writer.write(Data(bytes[start..<start + 100]))
            }
            writer.closeFile()
        }
        let upload = try makeStore().beginUpload(maxBytes: bytes.count)
        var head: [UInt8] = []
        try upload.write(
            contentsOf: pipe.fileHandleForReading.fileDescriptor, name: "pipe",
            inspectingHead: { head = Array($0) })
        XCTAssertEqual(head, Array(bytes[..<1_024]))
        XCTAssertEqual(try upload.finish(expecting: nil).digest, SHA256.digest(of: bytes))
    }

    func testRefusedHeadEndsTheUploadBeforeAnythingIsWritten() throws {
        let upload = try makeStore().beginUpload(maxBytes: 10)
        try withFile([1, 2, 3]) { descriptor in
            XCTAssertThrowsError(
                try upload.write(
                    contentsOf: descriptor, name: "source",
                    inspectingHead: { _ in throw CancellationError() }))
        }
        XCTAssertEqual(upload.byteCount, 0)
        XCTAssertThrowsError(try upload.finish(expecting: nil))
    }

    func testUnreadableSourceNamesItself() throws {
        let upload = try makeStore().beginUpload(maxBytes: 10)
        let folder = open("/", O_RDONLY)
        defer { close(folder) }
        XCTAssertThrowsError(try upload.write(contentsOf: folder, name: "contract.pdf")) {
            XCTAssertEqual(($0 as? StorageError)?.path, "contract.pdf")
        }
        XCTAssertThrowsError(try upload.finish(expecting: nil))
    }
}
