internal import CMicroHTTPD
internal import Foundation

/// The body of an answer that is made while it is sent.
final class ProducedStream: @unchecked Sendable {
    // Sendable: the event thread and a blocking thread touch it in turns, as `Handoff` has it.
    private let producer: any BodyProducer
    private let exchange: Exchange
    /// What a blocking thread has made, and how much of it is sent.
    private var piece: [UInt8] = []
    private var used = 0
    private var state = State.working

    private enum State {
        case working
        case ended
        case failed
    }

    /// How much is made at once, in bytes: enough that going to a blocking thread and back costs
    /// little beside it.
    let pieceSize: Int
    private static let maxPieceSize = 262_144
    /// MHD_CONTENT_READER_END_OF_STREAM and MHD_CONTENT_READER_END_WITH_ERROR, macros with casts.
    static let ended = -1
    static let failed = -2

    /// - Parameter length: Of the whole body, where it is known.
    init(_ producer: any BodyProducer, length: Int?, _ exchange: Exchange) {
        self.producer = producer
        pieceSize = min(max(length ?? .max, 1), Self.maxPieceSize)
        self.exchange = exchange
    }

    /// Fills the buffer as far as something is there; 0 while a blocking thread makes more.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        if exchange.core.isClosing { return Self.failed }
        guard exchange.route?.route.execution == .blocking else {
            return code(produce(into: buffer))
        }
        if used == piece.count {
            guard state == .working else { return code(0) }
            return produceElsewhere()
        }
        let count = min(buffer.count, piece.count - used)
        buffer.copyBytes(from: piece[used..<used + count])
        used += count
        exchange.sent.bytes += count
        return count
    }

    /// The connection comes back with a piece, or with the end.
    private func produceElsewhere() -> Int {
        let core = exchange.core
        guard core.leave(exchange.handoff) else { return Self.failed }
        core.threads.run { [self] in
            piece = [UInt8](unsafeUninitializedCapacity: pieceSize) { buffer, count in
                count = produce(into: UnsafeMutableRawBufferPointer(buffer))
            }
            used = 0
            _ = core.comeBack(exchange.handoff)
        }
        return 0
    }

    private func code(_ count: Int) -> Int {
        switch state {
        case .working:
            exchange.sent.bytes += count
            return count
        case .ended: return Self.ended
        case .failed: return Self.failed
        }
    }

    private func note(_ error: any Error) {
        guard let trace = exchange.request?.trace else { return }
        if let blob = error as? UnsoundBlob { return trace.note(blob) }
        trace.note(failure: String(describing: error))
    }

    private func produce(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        do {
            let count = try producer.produce(into: buffer)
            if count == 0 { state = .ended }
            return count
        } catch {
            note(error)
            state = .failed
            return 0
        }
    }
}
