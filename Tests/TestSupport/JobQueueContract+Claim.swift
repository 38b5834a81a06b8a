internal import Storage
internal import Worker
internal import XCTest

extension JobQueueContract {
    // MARK: - Enqueueing

    /// A job exists if the transaction that enqueued it commits.
    public func enqueueIsUndoneWithItsTransaction() throws {
        XCTAssertThrowsError(
            try database.write { db in
                try queue.enqueue(NewJob(kind: "test", tenant: "t", subject: "s"), on: db)
                throw Refusal()
            })
        XCTAssertEqual(try queue.list(limit: 10), [])
    }

    /// A new job waits and is as it was given.
    public func newJobIsAsItWasGiven() throws {
        let runAt = clock.now + .seconds(5)
        let new = NewJob(
            kind: "test", tenant: "acme", subject: "ver_1", payload: #"{"a":1}"#, priority: 7,
            maxAttempts: 3, runAt: runAt)
        let id = try database.write { try queue.enqueue(new, on: $0).id }
        let job = try queue.find(id)
        XCTAssertEqual(job.kind, "test")
        XCTAssertEqual(job.tenant, "acme")
        XCTAssertEqual(job.subject, "ver_1")
        XCTAssertEqual(job.payload, #"{"a":1}"#)
        XCTAssertEqual(job.priority, 7)
        XCTAssertEqual(job.enqueuedAt, clock.now)
        XCTAssertEqual(job.status, JobStatus(maxAttempts: 3, runAt: runAt))
        XCTAssertNil(job.worker)
        XCTAssertNil(job.claimedAt)
        XCTAssertEqual(job.progress, JobProgress(done: 0, total: nil))
    }

    /// At most one waiting or running job has a key; a finished one does not count.
    public func uniqueKeyHoldsOverLiveJobsOnly() throws {
        let first = try enqueue(key: "k")
        XCTAssertEqual(try enqueue(key: "k"), first)
        let job = try XCTUnwrap(try claim().first)
        XCTAssertEqual(try enqueue(key: "k"), first)
        XCTAssertNotEqual(try enqueue(key: "other"), first)
        try queue.complete(job) { _ in }
        XCTAssertNotEqual(try enqueue(key: "k"), first)
        XCTAssertEqual(try queue.list(limit: 10).count, 3)
    }

    // MARK: - The order of claiming

    /// Nothing due is no error.
    public func nothingToClaimIsEmpty() throws {
        XCTAssertEqual(try claim(10), [])
        try enqueue()
        XCTAssertEqual(try claim(0), [])
        XCTAssertEqual(try claim(1, of: []), [])
    }

    /// Within a priority the older job goes first.
    public func olderJobGoesFirst() throws {
        let older = try enqueue()
        clock.advance(by: .seconds(1))
        let newer = try enqueue()
        XCTAssertEqual(try claim().map(\.id), [older])
        XCTAssertEqual(try claim().map(\.id), [newer])
    }

    /// Of jobs of about one age the greater priority goes first.
    public func greaterPriorityGoesFirst() throws {
        let usual = try enqueue()
        clock.advance(by: .seconds(59))
        let urgent = try enqueue(priority: 6)
        XCTAssertEqual(try claim().map(\.id), [urgent])
        XCTAssertEqual(try claim().map(\.id), [usual])
    }

    /// A job that waited for longer than a step of priority is worth goes first.
    public func waitingMakesUpForPriority() throws {
        let usual = try enqueue()
        clock.advance(by: .seconds(61))
        let urgent = try enqueue(priority: 6)
        XCTAssertEqual(try claim().map(\.id), [usual])
        XCTAssertEqual(try claim().map(\.id), [urgent])
    }

    /// A tenant with a long queue does not keep the others waiting.
    public func tenantsTakeTurns() throws {
        for _ in 0..<100 { try enqueue(tenant: "long") }
        try enqueue(tenant: "b")
        try enqueue(tenant: "c")
        XCTAssertEqual(Set(try claim(3).map(\.tenant)), ["long", "b", "c"])
        XCTAssertEqual(try claim(3).map(\.tenant), ["long", "long", "long"])
    }

    /// They do so also when one job is claimed at a time.
    public func tenantsTakeTurnsOneByOne() throws {
        for _ in 0..<100 { try enqueue(tenant: "long") }
        try enqueue(tenant: "b")
        try enqueue(tenant: "c")
        let tenants = try (0..<3).flatMap { _ in
            clock.advance(by: .seconds(1))
            return try claim().map(\.tenant)
        }
        XCTAssertEqual(Set(tenants), ["long", "b", "c"])
    }

    /// The tenant that holds the fewest running jobs goes first, before priority.
    public func fewestRunningGoFirst() throws {
        for _ in 0..<3 { try enqueue(tenant: "a", priority: 9) }
        XCTAssertEqual(try claim(2).map(\.tenant), ["a", "a"])
        try enqueue(tenant: "b", priority: 0)
        XCTAssertEqual(try claim().map(\.tenant), ["b"])
    }

    /// Of tenants without running jobs the one goes first that was served longest ago.
    public func servedLongestAgoGoesFirst() throws {
        for tenant in ["a", "b", "a", "b"] { try enqueue(tenant: tenant) }
        let tenants = try (0..<4).map { _ in
            clock.advance(by: .seconds(1))
            let job = try XCTUnwrap(try claim().first)
            try queue.complete(job) { _ in }
            return job.tenant
        }
        XCTAssertEqual(tenants, ["a", "b", "a", "b"])
    }

    /// Tenants that are passed over get nothing, however long their jobs wait.
    public func tenantsArePassedOver() throws {
        for tenant in ["a", "a", "b", "c"] { try enqueue(tenant: tenant) }
        let others = try queue.claim(10, of: ["test"], for: "worker", except: ["a", "c"])
        XCTAssertEqual(others.map(\.tenant), ["b"])
        XCTAssertEqual(try queue.claim(10, of: ["test"], for: "worker", except: ["a", "c"]), [])
        XCTAssertEqual(try claim(10).map(\.tenant), ["a", "a", "c"])
    }

    /// A worker gets only jobs of the kinds that it names.
    public func onlyNamedKindsAreClaimed() throws {
        try enqueue("other")
        let ours = try enqueue("test")
        XCTAssertEqual(try claim(5, of: ["test", "third"]).map(\.id), [ours])
    }

    /// A job waits for its time, and is claimed at that very moment.
    public func futureJobsAreNotClaimed() throws {
        let id = try enqueue(runAt: clock.now + .seconds(10))
        clock.advance(by: .microseconds(9_999_999))
        XCTAssertEqual(try claim(), [])
        clock.advance(by: .microseconds(1))
        XCTAssertEqual(try claim().map(\.id), [id])
    }

    /// A claim begins an attempt and a lease of ten seconds.
    public func claimBeginsAnAttemptUnderALease() throws {
        let id = try enqueue()
        clock.advance(by: .seconds(3))
        let job = try XCTUnwrap(try claim(for: "worker 1").first)
        XCTAssertEqual(job, try queue.find(id))
        XCTAssertEqual(job.worker, "worker 1")
        XCTAssertEqual(job.claimedAt, clock.now)
        var expected = JobStatus(maxAttempts: 5, runAt: clock.now - .seconds(3))
        expected = try expected.after(
            .claimed(leaseUntil: clock.now + .seconds(10)), at: clock.now)
        XCTAssertEqual(job.status, expected)
    }

    /// Every claim has a greater number than the one before.
    public func claimNumbersGrow() throws {
        try enqueue()
        for number in 1...4 {
            let job = try XCTUnwrap(try claim().first)
            XCTAssertEqual(job.status.claim, Int64(number))
            if number % 2 == 0 { try queue.handBack(job) } else { try lapse() }
        }
    }

    /// Eight threads that claim two thousand jobs get each of them once.
    public func everyJobIsClaimedOnce() throws {
        let count = 2_000
        try database.write { db in
            for number in 0..<count {
                let job = NewJob(kind: "test", tenant: "t\(number % 7)", subject: "s")
                try queue.enqueue(job, on: db)
            }
        }
        let claimed = Recorder<JobID>()
        try inParallel(8) { [queue] thread in
            while true {
                let jobs = try queue.claim(1 + thread * 3, of: ["test"], for: "w\(thread)")
                for job in jobs { claimed.note(job.id) }
                if jobs.isEmpty { return }
            }
        }
        XCTAssertEqual(claimed.all.count, count)
        XCTAssertEqual(Set(claimed.all).count, count)
        XCTAssertEqual(try queue.counts(), [.running: count])
    }
}
