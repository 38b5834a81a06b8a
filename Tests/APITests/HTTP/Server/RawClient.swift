import Foundation

/// What a client saw that it should not.
struct RawClientError: Error {
    let description: String
}

/// A client that sends what it is told to, byte by byte, and reads answers by their length.
final class RawClient {
    /// An answer as it came.
    struct Answer {
        var status = 0
        /// Names in small letters; of a repeated one the last.
        var headers: [String: String] = [:]
        var body: [UInt8] = []
        var text: String { String(decoding: body, as: UTF8.self) }
    }

    private var descriptor: CInt
    private var received: [UInt8] = []

    private let server: AnyObject?

    /// - Parameter server: Kept as long as the client.
    init(port: UInt16, of server: AnyObject? = nil) throws {
        self.server = server
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw RawClientError(description: "no connection: \(errno)") }
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close() }

    func close() {
        if descriptor >= 0 { Foundation.close(descriptor) }
        descriptor = -1
    }

    /// Sends all bytes; returns whether the server took them.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Reads one answer; `nil` when the connection ends before.
    func answer(toHead: Bool = false) throws -> Answer? {
        guard let head = try read(through: "\r\n\r\n") else { return nil }
        var lines = head.components(separatedBy: "\r\n")
        var answer = Answer()
        answer.status = Int(lines.removeFirst().split(separator: " ")[1]) ?? 0
        for line in lines where !line.isEmpty {
            let parts = line.split(separator: ":", maxSplits: 1)
            answer.headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        if toHead { return answer }
        if answer.headers["transfer-encoding"] == "chunked" {
            answer.body = try chunks()
        } else {
            answer.body = try take(Int(answer.headers["content-length"] ?? "0") ?? 0)
        }
        return answer
    }

    /// Sends a request and reads its answer, which has to come.
    func exchange(_ text: String, toHead: Bool = false) throws -> Answer {
        send(text)
        guard let answer = try answer(toHead: toHead) else {
            throw RawClientError(description: "the connection ended without an answer")
        }
        return answer
    }

    /// Whether the server has ended the connection, all answers read.
    func isEnded() throws -> Bool { try received.isEmpty && !receive() }

    /// Reads to the end of the connection.
    func rest() throws -> [UInt8] {
        while try receive() {}
        defer { received = [] }
        return received
    }

    private func chunks() throws -> [UInt8] {
        var body: [UInt8] = []
        while let line = try read(through: "\r\n"), let size = Int(line.dropLast(), radix: 16) {
            body += try take(size)
            _ = try take(2)
            if size == 0 { return body }
        }
        throw RawClientError(description: "the chunks end early")
    }

    private func read(through mark: String) throws -> String? {
        while true {
            if let range = Data(received).range(of: Data(mark.utf8)) {
                defer { received.removeFirst(range.upperBound) }
                return String(decoding: received[..<range.upperBound], as: UTF8.self)
            }
            guard try receive() else { return nil }
        }
    }

    private func take(_ count: Int) throws -> [UInt8] {
        while received.count < count {
            guard try receive() else { throw RawClientError(description: "the body ends early") }
        }
        defer { received.removeFirst(count) }
        return Array(received[..<count])
    }

    private func receive() throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count < 0, errno == EAGAIN {
            throw RawClientError(description: "the server says nothing")
        }
        received += buffer[..<max(0, count)]
        return count > 0
    }
}
