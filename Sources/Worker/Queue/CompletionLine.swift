internal import Foundation
internal import Synchronization

/// Threads whose jobs are done, and who end them in one transaction.
///
/// The first thread leads at once. Those that come while its transaction runs wait,
/// and the first of them then leads the others. Nobody waits for company.
final class CompletionLine: Sendable {
    private let state = Mutex(State())

    private struct State {
        var waiting: [Member] = []
        var isLed = false
    }

    /// How many jobs end in one transaction. Every body is a subtransaction, of
    /// which PostgreSQL keeps 64 in memory for a transaction; the leader has none.
    static let maxGroup = 64

    /// Ends a job together with others, on this thread or on that of another one;
    /// `end` is called by who leads, and answers for each in the order given.
    func complete(
        _ completion: JobCompletion, _ end: ([JobCompletion]) -> [Result<Void, any Error>]
    ) throws {
        let member = Member(completion)
        let mustLead = state.withLock { state in
            state.waiting.append(member)
            defer { state.isLed = true }
            return !state.isLed
        }
        if mustLead || member.waitForTurn() { lead(end) }
        try member.outcome?.get()
    }

    /// The leader is the first that waits.
    private func lead(_ end: ([JobCompletion]) -> [Result<Void, any Error>]) {
        let group = state.withLock { state in
            defer { state.waiting.removeFirst(min(state.waiting.count, Self.maxGroup)) }
            return Array(state.waiting.prefix(Self.maxGroup))
        }
        let outcomes = end(group.map(\.completion))
        for (member, outcome) in zip(group, outcomes) { member.settle(outcome) }
        let next = state.withLock { state in
            state.isLed = !state.waiting.isEmpty
            return state.waiting.first
        }
        next?.letLead()
    }
}

/// A thread's place in the line.
private final class Member: @unchecked Sendable {
    // Sendable: `outcome` is set once, before `turn` is signalled; the completion's
    // thread waits while the leader uses it.
    let completion: JobCompletion
    private(set) var outcome: Result<Void, any Error>?
    private let turn = DispatchSemaphore(value: 0)

    init(_ completion: JobCompletion) {
        self.completion = completion
    }

    /// Waits for an outcome, or until it is to lead: then true.
    func waitForTurn() -> Bool {
        turn.wait()
        return outcome == nil
    }

    func settle(_ outcome: Result<Void, any Error>) {
        self.outcome = outcome
        turn.signal()
    }

    func letLead() {
        turn.signal()
    }
}
