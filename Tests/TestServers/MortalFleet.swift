internal import Foundation
internal import Synchronization

/// Processes that are killed one by one with `kill -9`, at random, and replaced at once.
///
/// Who dies and how long the next one may live is drawn from a seed; what the processes are doing
/// at that moment is not.
public final class MortalFleet: Sendable {
    /// How a fleet is made.
    public struct Settings: Sendable {
        /// How many processes live at a time.
        public var count = 8
        /// Equal seeds draw the same victims and pauses.
        public var seed: UInt64 = 1
        /// The seconds between two deaths.
        public var pause = 0.1...0.5

        public init() {}
    }

    private let program: String
    private let arguments: [String]
    private let settings: Settings
    private let state = Mutex(State())
    private let changed = NSCondition()

    private struct State {
        var members: [Member] = []
        var kills = 0
        var isStopping = false
        var isStopped = false
        var error: (any Error)?
    }

    private struct Member: @unchecked Sendable {
        // Sendable: only `start`, the thread of the deaths, and then `stop` use it, in turn.
        let process: Process
    }

    /// Says what to start; starts nothing yet.
    public init(program: String, arguments: [String], settings: Settings = Settings()) {
        self.program = program
        self.arguments = arguments
        self.settings = settings
    }

    /// How many were killed so far.
    public var kills: Int { state.withLock { $0.kills } }

    /// Starts the processes, and a thread that kills and replaces them until `stop()`.
    public func start() throws {
        let members = try (0..<settings.count).map { _ in try makeMember() }
        state.withLock { $0.members = members }
        Thread.detachNewThread { [self] in killUntilStopped() }
    }

    /// Ends the deaths and then, by SIGKILL as well, all processes.
    ///
    /// - Throws: What kept a process from being replaced.
    public func stop() throws {
        state.withLock { $0.isStopping = true }
        changed.withLock {
            changed.broadcast()
            while !state.withLock({ $0.isStopped }) { changed.wait() }
        }
        for member in state.withLock({ $0.members }) { Self.kill(member) }
        if let error = state.withLock({ $0.error }) { throw error }
    }

    private func makeMember() throws -> Member {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        try process.run()
        return Member(process: process)
    }

    private static func kill(_ member: Member) {
        Foundation.kill(member.process.processIdentifier, SIGKILL)
        member.process.waitUntilExit()
    }

    // MARK: - Deaths

    private func killUntilStopped() {
        var generator = SplitMix(seed: settings.seed)
        while pause(for: .random(in: settings.pause, using: &generator)) {
            do {
                try replace(Int.random(in: 0..<settings.count, using: &generator))
            } catch {
                state.withLock { $0.error = error }
                break
            }
        }
        state.withLock { $0.isStopped = true }
        changed.withLock { changed.broadcast() }
    }

    /// False where the fleet was stopped meanwhile.
    private func pause(for seconds: Double) -> Bool {
        let end = Date(timeIntervalSinceNow: seconds)
        return changed.withLock {
            while !state.withLock({ $0.isStopping }) {
                guard changed.wait(until: end) else { return true }
            }
            return false
        }
    }

    private func replace(_ index: Int) throws {
        Self.kill(state.withLock { $0.members[index] })
        let successor = try makeMember()
        state.withLock { state in
            state.members[index] = successor
            state.kills += 1
        }
    }
}
