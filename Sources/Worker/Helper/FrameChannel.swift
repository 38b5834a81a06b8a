internal import CLinux
public import Foundation

/// Sends and receives frames over a connected socket.
///
/// The other side is not trusted: a frame over the limit is refused before any
/// memory is taken for it. Used by one thread at a time.
public final class FrameChannel {
    /// Why no frame came.
    public enum Failure: Error, Hashable, Sendable {
        /// The other side closed its end.
        case closed
        /// Nothing came until the deadline.
        case timedOut
        /// The other side announced a frame that is longer than allowed.
        case oversized(Int)
        /// The system refused to send or receive, with this `errno`.
        case system(CInt)
    }

    private let descriptor: CInt
    private let maxPayload: Int

    /// Takes over `descriptor`, a connected stream socket, and closes it at the end.
    public init(takingOwnership descriptor: CInt, maxPayload: Int) {
        self.descriptor = descriptor
        self.maxPayload = maxPayload
    }

    deinit {
        close(descriptor)
    }

    /// Sends a whole frame; blocks while the other side does not read.
    public func send(_ frame: Frame) throws(Failure) {
        try send(frame.header)
        try send(frame.payload)
    }

    /// Sends an open descriptor; the receiver gets one of its own.
    public func send(descriptor open: CInt) throws(Failure) {
        let error = clinux_send_descriptor(descriptor, open)
        if error != 0 { throw failure(error) }
    }

    /// Receives an open descriptor, which is the caller's to close.
    public func receiveDescriptor() throws(Failure) -> CInt {
        let received = clinux_receive_descriptor(descriptor)
        if received < 0 { throw .closed }
        return received
    }

    /// Receives the next frame, whole by `deadline`.
    public func receive(by deadline: Date = .distantFuture) throws(Failure) -> Frame {
        let header = try receive(Frame.headerLength, by: deadline)
        let (length, kind) = Frame.parse(header: header)
        guard length <= maxPayload else { throw .oversized(length) }
        return Frame(kind: kind, payload: try receive(length, by: deadline))
    }

    /// Waits until something can be received, or the other side is gone; false
    /// where nothing came by `deadline`.
    public func isReadable(by deadline: Date) throws(Failure) -> Bool {
        do {
            try waitForBytes(by: deadline)
            return true
        } catch .timedOut {
            return false
        }
    }

    private func send(_ bytes: [UInt8]) throws(Failure) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Foundation.send(
                    descriptor, buffer.baseAddress.map { $0 + sent }, bytes.count - sent,
                    CInt(MSG_NOSIGNAL))
            }
            let error = errno
            if count >= 0 { sent += count } else if error != EINTR { throw failure(error) }
        }
    }

    private func receive(_ count: Int, by deadline: Date) throws(Failure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var received = 0
        while received < count {
            try waitForBytes(by: deadline)
            let got = bytes.withUnsafeMutableBytes { buffer in
                recv(descriptor, buffer.baseAddress.map { $0 + received }, count - received, 0)
            }
            let error = errno
            if got == 0 { throw .closed }
            if got > 0 { received += got } else if error != EINTR { throw failure(error) }
        }
        return bytes
    }

    private func waitForBytes(by deadline: Date) throws(Failure) {
        guard deadline != .distantFuture else { return }
        while true {
            let left = deadline.timeIntervalSinceNow
            guard left > 0 else { throw .timedOut }
            var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&request, 1, CInt(min(left * 1_000 + 1, 60_000)))
            let error = errno
            if ready > 0 { return }
            if ready < 0 && error != EINTR { throw failure(error) }
        }
    }

    private func failure(_ error: CInt) -> Failure {
        error == EPIPE || error == ECONNRESET ? .closed : .system(error)
    }
}
