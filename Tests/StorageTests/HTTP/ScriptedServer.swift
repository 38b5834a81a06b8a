import Foundation
import TestServers
import TestSupport

/// A server on loopback that reads one request after the other on each connection and answers
/// with bytes as they are: for what no real server does when it is asked.
final class ScriptedServer: Sendable {
    /// What happens after a request.
    enum Answer: Sendable {
        /// These bytes, and the connection stays.
        case keep(String)
        /// These bytes, and the connection ends.
        case end(String)
        /// These bytes, and nothing more.
        case stall(String)
    }

    /// A request as it came.
    struct Request: Sendable {
        /// The connection's number, counted from 0.
        let connection: Int
        let head: String
        let body: [UInt8]
    }

    let port: UInt16
    /// What was asked, in order.
    let requests = Recorder<Request>()
    private let listener: Int32
    private let answer: @Sendable (Request) -> Answer

    /// A server that answers by `answer`.
    init(_ answer: @escaping @Sendable (Request) -> Answer) throws {
        self.answer = answer
        port = LoopbackPort.free()
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 16) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRINUSE) }
        Thread.detachNewThread { [listener, requests, answer] in
            var number = 0
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else {
                    // Not before: another server would get the same number, and this thread its
                    // connections.
                    close(listener)
                    return
                }
                let index = number
                number += 1
                Thread.detachNewThread { Self.serve(connection, index, requests, answer) }
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
    }

    /// The address of a path.
    func url(_ path: String = "/") -> String { "http://127.0.0.1:\(port)\(path)" }

    private static func serve(
        _ connection: Int32, _ index: Int, _ requests: Recorder<Request>,
        _ answer: @Sendable (Request) -> Answer
    ) {
        while let request = read(connection, index) {
            requests.note(request)
            switch answer(request) {
            case .keep(let text): write(text, connection)
            case .end(let text):
                write(text, connection)
                shutdown(connection, Int32(SHUT_RDWR))
                close(connection)
                return
            case .stall(let text): write(text, connection)
            }
        }
        close(connection)
    }

    private static func write(_ text: String, _ connection: Int32) {
        _ = Array(text.utf8).withUnsafeBytes {
            send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
    }

    private static func read(_ connection: Int32, _ index: Int) -> Request? {
        var bytes: [UInt8] = []
        let mark = Array("\r\n\r\n".utf8)
        while !bytes.suffix(4).elementsEqual(mark) {
            var byte: UInt8 = 0
            guard recv(connection, &byte, 1, 0) == 1 else { return nil }
            bytes.append(byte)
        }
        let head = String(decoding: bytes, as: UTF8.self)
        let length =
            head.split(separator: "\r\n")
            .first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.split(separator: " ").last ?? "") } ?? 0
        var body = [UInt8](repeating: 0, count: length)
        if length > 0 {
            guard recv(connection, &body, length, Int32(MSG_WAITALL)) == length else {
                return nil
            }
        }
        return Request(connection: index, head: head, body: body)
    }
}
