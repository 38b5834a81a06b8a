import Foundation
import Glibc
import Storage
import TestSupport
import XCTest

final class OpenBlobTests: XCTestCase {
    private func makeBlob(_ bytes: [UInt8]) throws -> OpenBlob {
        let folder = try TemporaryFolder()
        addTeardownBlock { _ = folder }
        let store = try FileBlobStore(folder: folder.path)
        return try store.open(store.put(bytes, durability: .durable).digest)
    }

    func testReadsAtAnOffsetWithoutMovingThePosition() throws {
        let blob = try makeBlob([10, 11, 12, 13])
        var bytes = [UInt8](repeating: 0, count: 8)
        XCTAssertEqual(try bytes.withUnsafeMutableBytes { try blob.read(at: 2, into: $0) }, 2)
        XCTAssertEqual(bytes.prefix(2), [12, 13])
        XCTAssertEqual(try bytes.withUnsafeMutableBytes { try blob.read(at: 4, into: $0) }, 0)
        XCTAssertEqual(blob.withDescriptor { lseek($0, 0, SEEK_CUR) }, 0)
    }

    func testContentsOverTheLimitAreTooLarge() throws {
        let blob = try makeBlob([1, 2, 3])
        XCTAssertEqual(try blob.contents(maxBytes: 3), [1, 2, 3])
        XCTAssertThrowsError(try blob.contents(maxBytes: 2)) {
            XCTAssertEqual(($0 as? StorageError)?.code, .tooLarge)
        }
    }

    func testDescriptorIsClosedWithTheLastReference() throws {
        var blob: OpenBlob? = try makeBlob([1])
        let descriptor = try XCTUnwrap(blob?.withDescriptor { $0 })
        blob = nil
        XCTAssertEqual(fcntl(descriptor, F_GETFD), -1)
    }

    func testPipeIsNoBlob() throws {
        let pipe = Pipe()
        let descriptor = dup(pipe.fileHandleForReading.fileDescriptor)
        XCTAssertThrowsError(try OpenBlob(takingOwnership: descriptor)) {
            XCTAssertEqual(($0 as? StorageError)?.code, .corrupt)
        }
        XCTAssertEqual(fcntl(descriptor, F_GETFD), -1)
    }
}
