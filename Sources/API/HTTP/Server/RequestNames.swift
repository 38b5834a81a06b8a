internal import Foundation
internal import Storage
internal import Synchronization

/// Makes the names of requests from the system's random numbers, which are fetched for many at
/// once: a name takes two, and the system call would cost more than all the rest of it.
final class RequestNames: Sendable {
    private let numbers = Mutex(RandomNumbers())

    func next(at now: Timestamp) -> String {
        numbers.withLock { TypeID(prefix: "req", at: now, using: &$0).text }
    }
}

private struct RandomNumbers: RandomNumberGenerator {
    private var numbers: [UInt64] = []

    mutating func next() -> UInt64 {
        if numbers.isEmpty { fetch() }
        return numbers.removeLast()
    }

    private mutating func fetch() {
        // 256 bytes are the most that getentropy(3) gives.
        numbers = [UInt64](repeating: 0, count: 32)
        let failure = numbers.withUnsafeMutableBytes { bytes in
            bytes.baseAddress.map { getentropy($0, bytes.count) }
        }
        precondition(failure == 0, "the system has no random numbers")
    }
}
