import Foundation
import XCTest

/// A file without a name, gone with its last reference.
final class Scratch {
    let descriptor: CInt

    init(_ bytes: [UInt8] = []) throws {
        var path = Array((NSTemporaryDirectory() + "/muniment-test-XXXXXX").utf8CString)
        descriptor = mkstemp(&path)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
        unlink(path)
        XCTAssertEqual(write(descriptor, bytes, bytes.count), bytes.count)
    }

    deinit {
        close(descriptor)
    }

    func contents() throws -> [UInt8] {
        let size = Int(lseek(descriptor, 0, SEEK_END))
        return try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = pread(descriptor, buffer.baseAddress, size, 0)
            guard count == size else { throw CocoaError(.fileReadUnknown) }
        }
    }
}
