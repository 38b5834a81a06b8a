internal import Storage
internal import Worker
internal import XCTest

extension JobQueueContract {
    // MARK: - Claiming at the same time

    /// Eight that claim ten of eighty jobs at once all get some, and none of them twice.
    public func nobodyIsEmptyHandedWhileJobsWait() throws {
        for _ in 0..<80 { try enqueue() }
        let claimed = Recorder<[JobID]>()
        try inParallel(8) { [queue] thread in
            claimed.note(try queue.claim(10, of: ["test"], for: "w\(thread)").map(\.id))
        }
        XCTAssertEqual(claimed.all.filter(\.isEmpty).count, 0)
        let ids = claimed.all.flatMap { $0 }
        XCTAssertEqual(Set(ids).count, ids.count)
    }

    /// Tenants take their turns however many jobs are claimed at once.
    public func aLargeClaimIsSharedByTenants() throws {
        for _ in 0..<300 { try enqueue(tenant: "long") }
        for _ in 0..<60 { try enqueue(tenant: "b") }
        let tenants = try claim(100).map(\.tenant)
        XCTAssertEqual(tenants.filter { $0 == "b" }.count, 50)
        XCTAssertEqual(tenants.count, 100)
    }

    // MARK: - Changing at the same time

    /// Of several that enqueue under one key at once, one adds a job.
    public func oneOfManyEnqueuesUnderAKey() throws {
        for round in 0..<10 {
            let results = Recorder<JobQueue.Enqueued>()
            let job = NewJob(kind: "test", tenant: "t", subject: "s", uniqueKey: "k\(round)")
            try inParallel(8) { [queue, database] _ in
                results.note(try database.write { try queue.enqueue(job, on: $0) })
            }
            let new = results.all.filter { if case .new = $0 { true } else { false } }
            XCTAssertEqual(new.count, 1)
            XCTAssertEqual(Set(results.all.map(\.id)).count, 1)
        }
    }

    /// A lease that ran out is noticed by one of several that look at once.
    public func oneOfManyReleasesALapsedJob() throws {
        let job = try makeClaimed()
        clock.advance(by: .seconds(11))
        let released = Recorder<Int>()
        try inParallel(8) { [queue] _ in released.note(try queue.releaseLapsedJobs()) }
        XCTAssertEqual(released.all.reduce(0, +), 1)
        XCTAssertEqual(try queue.errors(of: job.id).count, 1)
    }

    /// A job that is called off while it completes ends once, one way or the other.
    public func cancellingAndCompletingAtOnceAgree() throws {
        for _ in 0..<20 {
            let job = try makeClaimed()
            let refused = Recorder<JobQueueError.Code>()
            try inParallel(2) { [queue] thread in
                do {
                    if thread == 0 { try queue.cancel(job.id) } else { try queue.complete(job) }
                } catch let error as JobQueueError {
                    refused.note(error.code)
                }
            }
            let status = try queue.find(job.id).status
            XCTAssertEqual(status.state, .completed)
            XCTAssertEqual(refused.all, status.cancelRequested ? [] : [.wrongState])
        }
    }

    /// Renewals and completions of one worker are not in each other's way.
    public func renewalsAndCompletionsMeetOnTheSameRows() throws {
        for _ in 0..<200 { try enqueue() }
        let jobs = try claim(200)
        let ids = jobs.map(\.id)
        let isDone = Gate()
        try inParallel(3) { [queue] thread in
            switch thread {
            case 0: while !isDone.isOpen { _ = try queue.renewLeases(of: "w", for: ids) }
            case 1: while !isDone.isOpen { _ = try queue.renewLeases(of: "w", for: ids.reversed()) }
            default:
                defer { isDone.open() }
                for start in stride(from: 0, to: 200, by: 10) {
                    let group = jobs[start..<start + 10].reversed().map { JobCompletion($0) }
                    for result in try queue.complete(group) { try result.get() }
                }
            }
        }
        XCTAssertEqual(try queue.counts(), [.completed: 200])
    }

    // MARK: - Completing together

    /// Jobs that end at the same time on many threads each keep their result once.
    public func completionsOfManyThreadsAreKeptOnce() throws {
        for _ in 0..<96 { try enqueue() }
        let jobs = try claim(96)
        try inParallel(96) { [queue] index in
            let job = jobs[index]
            try queue.complete(job) {
                try $0.execute("INSERT INTO ends (job) VALUES ($1)", [job.id])
            }
        }
        XCTAssertEqual(try noted(), jobs.map(\.id))
        XCTAssertEqual(try queue.counts(), [.completed: 96])
    }

    /// In a group a job that was lost, and one whose result is refused, fail alone.
    public func aGroupsMembersStandOrFallAlone() throws {
        let lost = try makeClaimed()
        try lapse()
        _ = try claim(for: "w2")
        let (refused, kept, bare) = (try makeClaimed(), try makeClaimed(), try makeClaimed())
        let results = try queue.complete([
            JobCompletion(lost, note(lost)),
            JobCompletion(refused) { db in
                try note(refused)(db)
                try db.execute("INSERT INTO ends (job) VALUES (NULL)")
            },
            JobCompletion(kept, note(kept)),
            JobCompletion(bare),
            JobCompletion(kept, note(kept)),
        ])
        assertThrows(.leaseLost) { try results[0].get() }
        XCTAssertThrowsError(try results[1].get()) {
            XCTAssertEqual(($0 as? StorageError)?.code, .constraint)
        }
        XCTAssertNoThrow(try results[2].get())
        XCTAssertNoThrow(try results[3].get())
        assertThrows(.leaseLost) { try results[4].get() }
        XCTAssertEqual(try noted(), [kept.id])
        XCTAssertEqual(try state(refused.id), .running)
        XCTAssertEqual(try state(bare.id), .completed)
    }

    /// More jobs than one transaction takes are completed as each alone would be.
    public func aLongListIsCompleted() throws {
        for _ in 0..<300 { try enqueue() }
        let jobs = try claim(300)
        clock.advance(by: .seconds(1))
        for result in try queue.complete(jobs.map { JobCompletion($0) }) { try result.get() }
        for job in jobs {
            let expected = try job.status.after(.completed, at: clock.now)
            XCTAssertEqual(try queue.find(job.id).status, expected)
        }
    }

    private func note(_ job: Job) -> (any Connection) throws -> Void {
        { db in try db.execute("INSERT INTO ends (job) VALUES ($1)", [job.id]) }
    }

    // MARK: - Going on

    /// A refused retry leaves its transaction usable.
    public func aRefusedRetryLeavesTheTransactionUsable() throws {
        let job = try makeClaimed(key: "k")
        try queue.complete(job)
        try enqueue(key: "k")
        try database.write { db in
            assertThrows(.duplicate) { try queue.retry(job.id, on: db) }
            try db.execute("INSERT INTO ends (job) VALUES (1)")
        }
        XCTAssertEqual(try noted(), [JobID(1)])
    }

    /// A job that a worker does not name keeps its old lease.
    public func onlyNamedJobsAreRenewed() throws {
        let (named, other) = (try makeClaimed(), try makeClaimed())
        clock.advance(by: .seconds(5))
        XCTAssertEqual(Array(try queue.renewLeases(of: "w", for: [named.id]).keys), [named.id])
        clock.advance(by: .seconds(6))
        XCTAssertEqual(try queue.releaseLapsedJobs(), 1)
        XCTAssertEqual(try state(other.id), .available)
    }
}
