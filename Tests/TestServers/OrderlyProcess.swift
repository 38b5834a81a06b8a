internal import Foundation
internal import Synchronization

/// A program that takes orders on its standard input, a line of JSON each, answers each with one,
/// and ends at the end of its input. What it writes on standard error, it writes on this process's.
final class OrderlyProcess: Sendable {
    private let child: ChildProcess
    private let lifeline: Lifeline
    private let output = Pipe()
    private let unread = Mutex(Data())

    init(_ words: [String]) throws {
        lifeline = try Lifeline()
        child = try ChildProcess(
            words,
            streams: [lifeline.farEnd, output.fileHandleForWriting.fileDescriptor, STDERR_FILENO])
        try lifeline.closeFarEnd()
        try output.fileHandleForWriting.close()
    }

    deinit {
        lifeline.cut()
        _ = child.waitForEnd()
    }

    /// Gives an order and returns the answer. Callers on several threads take turns.
    func obey<Answer: Decodable>(
        _ order: [String: any Sendable], as type: Answer.Type
    ) throws -> Answer {
        let line = try JSONSerialization.data(withJSONObject: order) + Data("\n".utf8)
        return try unread.withLock { unread in
            try lifeline.write(line)
            return try nextAnswer(from: &unread)
        }
    }

    /// The next line that it writes without an order.
    func answer<Answer: Decodable>(as type: Answer.Type) throws -> Answer {
        try unread.withLock { try nextAnswer(from: &$0) }
    }

    private func nextAnswer<Answer: Decodable>(from unread: inout Data) throws -> Answer {
        while true {
            if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                let line = unread[..<end]
                unread = Data(unread[(end + 1)...])
                return try JSONDecoder().decode(Answer.self, from: line)
            }
            let news = output.fileHandleForReading.availableData
            guard !news.isEmpty else { throw TestServerError("a server of the tests has ended") }
            unread += news
        }
    }
}
