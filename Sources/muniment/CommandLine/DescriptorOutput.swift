import Glibc
import Synchronization

/// Text written to a file descriptor through a small buffer.
///
/// Threads may write at the same time; each text stays in one piece. On a
/// terminal every write goes out at once.
final class DescriptorOutput: TextOutput {
    private struct State {
        var buffer: [UInt8] = []
        var failure: OutputError?
    }

    private static let capacity = 8_192

    private let descriptor: Int32
    private let isTerminal: Bool
    private let state = Mutex(State())

    /// Takes an open descriptor and leaves it open.
    init(_ descriptor: Int32) {
        self.descriptor = descriptor
        isTerminal = isatty(descriptor) == 1
    }

    var terminalWidth: Int? {
        guard isTerminal else { return nil }
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    func write(_ text: String) throws(OutputError) {
        try update { state in
            state.buffer.append(contentsOf: text.utf8)
            if isTerminal || state.buffer.count >= Self.capacity { drain(&state) }
        }
    }

    func flush() throws(OutputError) {
        try update { drain(&$0) }
    }

    /// The first failure is final: every later call throws it again.
    private func update(_ body: (inout State) -> Void) throws(OutputError) {
        let failure = state.withLock { state in
            if state.failure == nil { body(&state) }
            return state.failure
        }
        if let failure { throw failure }
    }

    private func drain(_ state: inout State) {
        state.failure = state.buffer.withUnsafeBytes(writeAll)
        state.buffer.removeAll(keepingCapacity: true)
    }

    private func writeAll(_ bytes: UnsafeRawBufferPointer) -> OutputError? {
        var left = bytes[...]
        while !left.isEmpty {
            let count = Glibc.write(
                descriptor, UnsafeRawBufferPointer(rebasing: left).baseAddress, left.count)
            let reason = errno
            if count >= 0 {
                left = left.dropFirst(count)
            } else if reason == EPIPE {
                return .closed
            } else if reason == EAGAIN {
                waitUntilWritable()
            } else if reason != EINTR {
                return .failed(String(cString: strerror(reason)))
            }
        }
        return nil
    }

    /// Another process may have made the shared pipe non-blocking.
    private func waitUntilWritable() {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&request, 1, -1)
    }
}
