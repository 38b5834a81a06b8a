public import Storage

/// The bytes of an answer.
public enum ResponseBody: Sendable {
    case empty
    /// Bytes in memory.
    case bytes([UInt8])
    /// A range of an open file that was seen to be right, sent by the kernel where the connection
    /// is not encrypted. The file stays open until it is sent.
    case file(OpenBlob, range: Range<Int>)
    /// Bytes that are made while they are sent; `nil` as the length sends chunks.
    case stream(length: Int?, any BodyProducer)
}

extension ResponseBody {
    /// How many bytes there are, where that is known before.
    var byteCount: Int? {
        switch self {
        case .empty: 0
        case .bytes(let bytes): bytes.count
        case .file(_, let range): range.count
        case .stream(let length, _): length
        }
    }
}

/// Makes the bytes of an answer, piece by piece.
///
/// Called by one thread at a time: a blocking thread for routes that run there, else the event
/// thread, which serves other connections too. Released when the answer is sent or its client is
/// gone.
public protocol BodyProducer: AnyObject, Sendable {
    /// Fills the buffer from its start and returns the number of bytes; 0 is the end.
    ///
    /// What it throws cuts the connection, for the status is sent already, and is logged.
    func produce(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}
