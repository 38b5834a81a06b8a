internal import Foundation

/// A body on its way into a receiver, which hears of its end exactly once.
final class StreamedBody: @unchecked Sendable {
    // Sendable: only touched by the thread that has the exchange, as `Handoff` has it.
    private let receiver: any BodyReceiver
    private let limit: Int
    private var count = 0
    private var isOver = false
    /// What came in since a blocking thread last took it.
    private var waiting: [UInt8] = []

    /// How much is taken to a blocking thread at a time: enough for the way to cost little.
    private static let capacity = 256 << 10

    init(_ receiver: any BodyReceiver, limit: Int) {
        self.receiver = receiver
        self.limit = limit
    }

    /// Takes bytes to the receiver; what is thrown has abandoned it.
    func receive(_ bytes: UnsafeRawBufferPointer) throws {
        try abandoningOnError {
            count += bytes.count
            guard count <= limit else { throw HTTPError.tooLarge(limit: limit) }
            if !bytes.isEmpty { try receiver.receive(bytes) }
        }
    }

    /// Keeps bytes for later, as many as there is room for; returns how many. When that makes it
    /// full, at least one byte is left.
    func keep(_ bytes: UnsafeRawBufferPointer) -> Int {
        let room = Self.capacity - waiting.count
        isFull = bytes.count >= room
        let count = isFull ? min(bytes.count - 1, room) : bytes.count
        waiting.append(contentsOf: bytes[..<count])
        return count
    }

    /// Whether what is kept has to be taken to the receiver first.
    private(set) var isFull = false

    /// Takes what is kept to the receiver.
    func flush() throws {
        try waiting.withUnsafeBytes(receive)
        waiting.removeAll(keepingCapacity: true)
        isFull = false
    }

    /// The body is complete, with what is kept.
    func finish() throws -> HTTPResponse {
        try flush()
        return try abandoningOnError {
            let response = try receiver.finish()
            isOver = true
            return response
        }
    }

    /// Tells the receiver that nothing more comes, unless it knows.
    func abandon() {
        guard !isOver else { return }
        isOver = true
        receiver.abandon()
    }

    private func abandoningOnError<Value>(_ body: () throws -> Value) throws -> Value {
        do { return try body() } catch {
            abandon()
            throw error
        }
    }
}
