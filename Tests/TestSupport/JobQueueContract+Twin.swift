internal import Storage
internal import Worker
internal import XCTest

extension JobQueueContract {
    /// What the statements make of a job is what the pure transition function says,
    /// over random sequences of events; each refuses what the other refuses.
    public func statementsAgreeWithTheTransitionFunction(seed: UInt64) throws {
        var twin = TransitionTwin(contract: self, seed: seed)
        for _ in 0..<300 { try twin.step() }
        XCTAssertGreaterThan(twin.accepted, 40)
        XCTAssertGreaterThan(twin.refused, 10)
    }
}

/// Jobs in the database, and beside them what they should be.
private struct TransitionTwin {
    let contract: JobQueueContract
    var expected: [JobID: JobStatus] = [:]
    var generator: SeededGenerator
    var accepted = 0
    var refused = 0

    init(contract: JobQueueContract, seed: UInt64) {
        self.contract = contract
        generator = SeededGenerator(seed: seed)
    }

    private var queue: JobQueue { contract.queue }
    private var now: Timestamp { contract.clock.now }

    /// One random event; afterwards every job is as expected.
    mutating func step() throws {
        contract.clock.advance(by: .milliseconds(Int.random(in: 0...1_500, using: &generator)))
        switch Int.random(in: 0..<10, using: &generator) {
        case 0: try enqueue()
        case 1...3: try claim()
        case 4: try renew()
        case 5: try sweep()
        default: try changeOne()
        }
        let jobs = try queue.list(limit: expected.count + 1)
        XCTAssertEqual(jobs.count, expected.count)
        for job in jobs { XCTAssertEqual(job.status, expected[job.id]) }
    }

    private mutating func enqueue() throws {
        let maxAttempts = Int.random(in: 1...3, using: &generator)
        let id = try contract.enqueue(maxAttempts: maxAttempts)
        expected[id] = JobStatus(maxAttempts: maxAttempts, runAt: now)
    }

    private mutating func claim() throws {
        let isDue = expected.values.contains { $0.state == .available && $0.runAt <= now }
        let jobs = try contract.claim()
        XCTAssertEqual(jobs.count, isDue ? 1 : 0)
        for job in jobs { try expect(.claimed(leaseUntil: now + .seconds(10)), of: job.id) }
    }

    private mutating func renew() throws {
        let held = try contract.renew()
        let running = expected.filter { $0.value.state == .running }
        XCTAssertEqual(Set(held.keys), Set(running.keys))
        for id in running.keys { try expect(.renewed(leaseUntil: now + .seconds(10)), of: id) }
    }

    private mutating func sweep() throws {
        let now = now
        let lapsed = expected.filter { $0.value.leaseUntil.map { $0 < now } ?? false }
        XCTAssertEqual(try queue.releaseLapsedJobs(), lapsed.count)
        for id in lapsed.keys { try expect(.lapsed, of: id) }
    }

    /// Tries any change of any job, whether it is allowed or not.
    private mutating func changeOne() throws {
        // Mostly a running one: most changes of others are refused.
        let mustRun = Int.random(in: 0..<4, using: &generator) > 0
        let ids = expected.filter { !mustRun || $0.value.state == .running }.keys.sorted()
        guard let id = ids.randomElement(using: &generator) else { return }
        let job = try queue.find(id)
        let failure = FailureClass.allCases.randomElement(using: &generator) ?? .ours
        let changes: [(JobEvent, () throws -> Void)] = [
            (.completed, { [queue] in try queue.complete(job) { _ in } }),
            (
                .failed(failure),
                { [queue] in try queue.fail(job, JobQueueContract.failure(failure)) }
            ),
            (.handedBack, { [queue] in try queue.handBack(job) }),
            (.cancelRequested, { [queue] in try queue.cancel(id) }),
            (.stopped, { [queue] in try queue.stop(job) }),
            (.retried, { [contract] in try contract.retry(id) }),
        ]
        guard let (event, change) = changes.randomElement(using: &generator) else { return }
        do {
            try change()
            accepted += 1
            try expect(event, of: id)
        } catch {
            refused += 1
            XCTAssertThrowsError(
                try expected[id]?.after(event, at: now), "\(event) was refused: \(error)")
        }
    }

    private mutating func expect(_ event: JobEvent, of id: JobID) throws {
        expected[id] = try expected[id]?.after(event, at: now)
    }
}
