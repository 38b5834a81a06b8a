/// One request under way: what libcurl's callbacks read and write.
///
/// Touched only by the thread that performs it.
final class HTTPTransfer {
    /// Takes pieces of a body; the response has its status and headers by then.
    typealias Receiver = (HTTPResponse, UnsafeRawBufferPointer) throws -> Void

    /// How many bytes of an answer are kept in memory.
    static let maxBodyBytes = 8 << 20

    private(set) var response = HTTPResponse()
    /// What a callback failed with; libcurl then reports some error of its own.
    private(set) var failure: (any Error)?
    private let body: HTTPBody
    private var position = 0
    private let receive: Receiver?

    /// A transfer that keeps the answer's body, or hands that of a success to `receive`.
    init(sending body: HTTPBody, receive: Receiver?) {
        self.body = body
        self.receive = receive
    }

    /// Gives the next bytes to send, `nil` after a failure.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
        guard let count = body.read(at: position, into: buffer) else {
            failure = HTTPError(
                code: .body, message: "the file that is being sent cannot be read to its end")
            return nil
        }
        position += count
        return count
    }

    /// Goes to a position of the body, to send again from there.
    func seek(to position: Int) {
        self.position = position
    }

    /// Takes a line of the head; a status line begins another answer.
    func take(headerLine line: String) {
        if line.hasPrefix("HTTP/") {
            response = HTTPResponse()
            response.status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        } else {
            _ = response.headers.add(line: line)
        }
    }

    /// Takes bytes of the body and returns whether there may be more.
    func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        do {
            if let receive, response.isSuccess {
                try receive(response, bytes)
            } else {
                try keep(bytes)
            }
            return true
        } catch {
            failure = error
            return false
        }
    }

    private func keep(_ bytes: UnsafeRawBufferPointer) throws {
        guard response.body.count + bytes.count <= Self.maxBodyBytes else {
            throw HTTPError(code: .tooLong, message: "the answer is unreasonably long")
        }
        response.body += bytes
    }
}
