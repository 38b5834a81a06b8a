internal import Foundation
public import Storage

/// Something that a test waited for and that did not happen.
public struct TimedOut: Error, CustomStringConvertible {
    public let description: String
}

/// What other threads have noted, for a test to wait on.
public final class Recorder<Element: Sendable>: @unchecked Sendable {
    // Sendable: `elements` is only touched with `condition` locked.
    private let condition = NSCondition()
    private var elements: [Element] = []

    /// A record without entries.
    public init() {}

    /// What was noted so far, in order.
    public var all: [Element] { condition.withLock { elements } }

    /// Adds an entry and wakes who waits.
    public func note(_ element: Element) {
        condition.withLock {
            elements.append(element)
            condition.broadcast()
        }
    }

    /// Waits until there are `count` entries and returns them all.
    ///
    /// Throws `TimedOut` with the name of what was awaited.
    @discardableResult
    public func wait(
        for count: Int = 1, _ awaited: String, seconds: Double = 20
    ) throws -> [Element] {
        let deadline = Date(timeIntervalSinceNow: seconds)
        return try condition.withLock {
            while elements.count < count {
                guard condition.wait(until: deadline) else {
                    throw TimedOut(
                        description: "waited \(seconds) s for \(awaited); "
                            + "there were \(elements.count) of \(count)")
                }
            }
            return elements
        }
    }
}

/// A door that threads wait at until a test opens it, for ever.
public typealias Gate = Recorder<Void>

extension Recorder where Element == Void {
    /// Lets everybody through.
    public func open() { note(()) }

    /// Whether it was opened.
    public var isOpen: Bool { !all.isEmpty }
}

/// Runs `body` on `count` threads at once and waits for all; rethrows one error.
///
/// The threads are real ones: a queue of Dispatch has only as many as there are
/// cores, which is too few for bodies that wait for each other.
public func inParallel(
    _ count: Int, seconds: Double = 60, _ body: @escaping @Sendable (Int) throws -> Void
) throws {
    let results = Recorder<Result<Void, any Error>>()
    for index in 0..<count {
        Thread { results.note(Result { try body(index) }) }.start()
    }
    for result in try results.wait(for: count, "\(count) threads", seconds: seconds) {
        try result.get()
    }
}

extension Signal {
    /// Waits until `isTrue` holds, which is asked at first and after every raise.
    ///
    /// Throws `TimedOut` with the name of what was awaited.
    public func wait(
        _ awaited: String, seconds: Double = 20, until isTrue: () throws -> Bool
    ) throws {
        let deadline = Date(timeIntervalSinceNow: seconds)
        while true {
            let seen = current
            if try isTrue() { return }
            guard Date() < deadline else {
                throw TimedOut(description: "waited \(seconds) s for \(awaited)")
            }
            wait(beyond: seen, until: deadline)
        }
    }
}

/// Waits for something that nobody signals, such as the end of a process that is
/// not ours, by looking again and again.
///
/// Throws `TimedOut` with the name of what was awaited.
public func eventually(
    _ awaited: String, seconds: Double = 20, _ isTrue: () throws -> Bool
) throws {
    let deadline = Date(timeIntervalSinceNow: seconds)
    let nobody = Signal()
    while try !isTrue() {
        guard Date() < deadline else {
            throw TimedOut(description: "waited \(seconds) s for \(awaited)")
        }
        nobody.wait(beyond: 0, until: Date(timeIntervalSinceNow: 0.005))
    }
}
