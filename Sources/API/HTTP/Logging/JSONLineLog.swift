internal import Foundation
internal import Hashing
internal import Storage
internal import Synchronization

/// Writes a line of JSON a request to a descriptor, such as standard error.
public final class JSONLineLog: RequestLog {
    private let descriptor: CInt
    /// Held while a line is written, so that lines stay whole.
    private let turn = Mutex(())

    /// - Parameter descriptor: Open for writing as long as the log is in use; not closed.
    public init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    public func record(_ entry: RequestLogEntry) {
        var line = JSONLine()
        line.add("time", entry.time.rfc3339)
        line.add("id", entry.id)
        line.add("method", entry.method)
        line.add("route", entry.route)
        line.add("path", entry.path)
        line.add("status", entry.status)
        line.add("bytes_in", entry.bytesIn)
        line.add("bytes_out", entry.bytesOut)
        line.add("ms", milliseconds: entry.duration.microseconds)
        line.add("client", entry.client)
        if let subject = entry.subject { line.add("subject", subject) }
        if let code = entry.errorCode { line.add("error", code) }
        if let failure = entry.failure { line.add("failure", failure) }
        if let blob = entry.unsoundBlob { line.add("blob", blob.digest.hex) }
        if !entry.isComplete { line.add("complete", false) }
        write(line.finished)
    }

    public func note(_ message: String) {
        var line = JSONLine()
        line.add("time", Timestamp.now().rfc3339)
        line.add("note", message)
        write(line.finished)
    }

    /// A log that cannot be written must not stop the server: what fails is left out.
    private func write(_ line: [UInt8]) {
        turn.withLock { _ in
            line.withUnsafeBytes { bytes in
                var rest = bytes
                while !rest.isEmpty {
                    let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
                    if count < 0, errno == EINTR { continue }
                    guard count > 0 else { return }
                    rest = UnsafeRawBufferPointer(rebasing: rest[count...])
                }
            }
        }
    }
}
