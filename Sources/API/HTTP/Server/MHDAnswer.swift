internal import CMicroHTTPD
internal import Foundation
internal import Storage

/// Makes libmicrohttpd's answers, which the caller destroys after it has queued them.
enum MHDAnswer {
    /// Returns `nil` when there is no memory or no descriptor left.
    static func make(_ response: HTTPResponse, for exchange: Exchange) -> OpaquePointer? {
        guard let answer = body(response.body, for: exchange) else { return nil }
        for field in response.headers.fields {
            _ = MHD_add_response_header(answer, field.name, field.value)
        }
        return answer
    }

    private static func body(_ body: ResponseBody, for exchange: Exchange) -> OpaquePointer? {
        switch body {
        case .empty: MHD_create_response_from_buffer(0, nil, .RESPMEM_PERSISTENT)
        case .bytes(let bytes):
            bytes.withUnsafeBytes {
                // Copied at once, so never written to.
                MHD_create_response_from_buffer(
                    $0.count, UnsafeMutableRawPointer(mutating: $0.baseAddress),
                    .RESPMEM_MUST_COPY)
            }
        case .file(let blob, let range): file(blob, range)
        case .stream(let length, let producer): stream(length, producer, exchange)
        }
    }

    private static func file(_ blob: OpenBlob, _ range: Range<Int>) -> OpaquePointer? {
        guard !range.isEmpty else {
            return MHD_create_response_from_buffer(0, nil, .RESPMEM_PERSISTENT)
        }
        let descriptor = blob.withDescriptor { fcntl($0, F_DUPFD_CLOEXEC, 0) }
        guard descriptor >= 0 else { return nil }
        let answer = MHD_create_response_from_fd_at_offset64(
            UInt64(range.count), descriptor, UInt64(range.lowerBound))
        // The answer closes the descriptor, where there is one.
        if answer == nil { close(descriptor) }
        return answer
    }

    private static func stream(
        _ length: Int?, _ producer: any BodyProducer, _ exchange: Exchange
    ) -> OpaquePointer? {
        let produced = ProducedStream(producer, length: length, exchange)
        let stream = Unmanaged.passRetained(produced)
        // MHD_SIZE_UNKNOWN, a macro with a cast.
        let size = length.map(UInt64.init) ?? .max
        let answer = MHD_create_response_from_callback(
            size, produced.pieceSize, readStream, stream.toOpaque(), releaseStream)
        if answer == nil { stream.release() }
        return answer
    }
}

private let readStream: MHD_ContentReaderCallback = { context, _, buffer, size in
    guard let context, let buffer else { return ProducedStream.failed }
    return Unmanaged<ProducedStream>.fromOpaque(context).takeUnretainedValue()
        .read(into: UnsafeMutableRawBufferPointer(start: buffer, count: size))
}

/// The answer is destroyed: the one reference that it held goes.
private let releaseStream: MHD_ContentReaderFreeCallback = { context in
    guard let context else { return }
    Unmanaged<ProducedStream>.fromOpaque(context).release()
}
