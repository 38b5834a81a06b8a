internal import Glibc

/// The body of a request. It may be sent more than once.
enum HTTPBody: Sendable {
    case none
    case bytes([UInt8])
    /// `length` bytes from `offset` of an open file, whose position is left alone. The descriptor
    /// stays the caller's.
    case file(descriptor: CInt, offset: Int, length: Int)

    /// The size in bytes.
    var byteCount: Int {
        switch self {
        case .none: 0
        case .bytes(let bytes): bytes.count
        case .file(_, _, let length): length
        }
    }

    /// Copies what follows `position` into the buffer and returns how many bytes that were: 0 at
    /// the end, `nil` when the file cannot be read or is shorter than was said.
    func read(at position: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int? {
        let count = min(buffer.count, byteCount - position)
        guard count > 0 else { return 0 }
        switch self {
        case .none:
            return 0
        case .bytes(let bytes):
            bytes.withUnsafeBytes {
                buffer.copyMemory(from: .init(rebasing: $0[position..<(position + count)]))
            }
            return count
        case .file(let descriptor, let offset, _):
            while true {
                let read = pread(descriptor, buffer.baseAddress, count, offset + position)
                if read > 0 { return read }
                if read == 0 || errno != EINTR { return nil }
            }
        }
    }
}
