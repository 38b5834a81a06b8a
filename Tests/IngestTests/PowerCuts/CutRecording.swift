import Foundation
import Hashing
import Synchronization
import TestSupport

@testable import Ingest

/// What was recorded of a scenario, and the check of every power cut of it.
struct CutRecording: Sendable {
    let start: DiskModel
    var events: [DiskEvent]
    let before: CutScenario.Before
    let promises: [StorePromise]

    /// How many states there were, and what was wrong in some of them.
    struct Findings: Sendable {
        var stateCount = 0
        var checkedCount = 0
        var violations: [String] = []
    }

    /// Recovers from the states that power cuts may leave, on two threads.
    ///
    /// - Parameters:
    ///   - maxStates: How many are recovered from at most; drawn by lot where there are more.
    ///   - maxViolations: After how many it is enough.
    func check(
        _ limits: PowerCuts.Limits, maxStates: Int = .max, maxViolations: Int = 10, seed: UInt64
    ) throws -> Findings {
        var states: [DiskState] = []
        PowerCuts(start: start, events: events, limits: limits, seed: seed).forEach { state in
            states.append(state)
            return true
        }
        var findings = Findings(stateCount: states.count)
        var generator = SeededGenerator(seed: seed)
        if states.count > maxStates { states.shuffle(using: &generator) }
        let chosen = Array(states.prefix(maxStates))
        findings.violations = try violations(of: chosen, atMost: maxViolations)
        findings.checkedCount = chosen.count
        return findings
    }

    /// Something that is wrong in a state after the last promise; `nil` where all is well in the
    /// first `maxStates` of them.
    func firstViolation(_ limits: PowerCuts.Limits, maxStates: Int) throws -> String? {
        let room = RecoveryRoom()
        var found: String?
        var count = 0
        let cuts = PowerCuts(start: start, events: events, limits: limits, seed: 1)
        try cuts.forEach(fromPromise: promises.count) { state in
            found = try violations(of: state, in: room).first.map { "\($0), \(state)" }
            count += 1
            return found == nil && count < maxStates
        }
        return found
    }

    private func violations(of states: [DiskState], atMost limit: Int) throws -> [String] {
        let found = Mutex<[String]>([])
        let next = Mutex(0)
        try inParallel(2, seconds: 24 * 3_600) { _ in
            let room = RecoveryRoom()
            while found.withLock({ $0.count }) < limit {
                let index = next.withLock { next in
                    defer { next += 1 }
                    return next
                }
                guard index < states.count else { return }
                let wrong = try violations(of: states[index], in: room)
                found.withLock { $0 += wrong.map { "\($0), \(states[index])" } }
            }
        }
        return found.withLock { $0 }
    }

    private func violations(of state: DiskState, in room: RecoveryRoom) throws -> [String] {
        try state.write(to: room.path)
        let kept = Array(promises.prefix(state.promiseCount))
        return StoreRecovery(
            folder: room.path + "/" + RecordedStore.name, promises: before.promises + kept,
            damaged: kept.isEmpty ? before.damaged : [], bytes: CutScenario.document
        ).violations()
    }

    /// A folder in memory, where that is possible: thousands of stores are made in it.
    private final class RecoveryRoom {
        let path: String

        init() {
            let memory = "/dev/shm"
            let parent =
                FileManager.default.isWritableFile(atPath: memory)
                ? memory : FileManager.default.temporaryDirectory.path
            path = "\(parent)/muniment-cut-\(UUID().uuidString)"
        }

        deinit {
            try? FileManager.default.removeItem(atPath: path)
        }
    }
}
