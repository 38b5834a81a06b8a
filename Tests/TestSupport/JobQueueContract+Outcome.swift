internal import Storage
internal import Worker
internal import XCTest

extension JobQueueContract {
    // MARK: - Ending an attempt

    /// The result of a job and its end are one transaction.
    public func completionIsOneTransaction() throws {
        let job = try makeClaimed("hooked")
        XCTAssertThrowsError(
            try queue.complete(job) { db in
                try db.execute("INSERT INTO ends (job) VALUES (99)")
                throw Refusal()
            })
        XCTAssertEqual(try state(job.id), .running)
        XCTAssertEqual(try noted(), [])
        try queue.complete(job) { try $0.execute("INSERT INTO ends (job) VALUES (98)") }
        XCTAssertEqual(try state(job.id), .completed)
        XCTAssertEqual(try noted(), [JobID(98)], "the end hook is not for completed jobs")
        XCTAssertEqual(try queue.find(job.id).status.finishedAt, clock.now)
        XCTAssertNil(try queue.find(job.id).worker)
    }

    /// A transient failure waits for twice as long after each attempt.
    public func transientFailuresWaitLongerEachTime() throws {
        let id = try enqueue(maxAttempts: 4)
        for seconds in [2, 4, 8] {
            let job = try XCTUnwrap(try claim().first)
            let status = try queue.fail(job, Self.transient)
            XCTAssertEqual(status.state, .available)
            XCTAssertEqual(status.runAt - clock.now, .seconds(seconds))
            clock.advance(by: .seconds(seconds))
        }
        let last = try XCTUnwrap(try claim().first)
        XCTAssertEqual(try queue.fail(last, Self.transient).state, .failed)
        XCTAssertEqual(try queue.errors(of: id).map(\.attempt), [1, 2, 3, 4])
    }

    /// A document's failure is final at the first attempt.
    public func documentFailureIsFinal() throws {
        let job = try makeClaimed("hooked")
        try queue.fail(job, Self.failure(.document))
        XCTAssertEqual(try state(job.id), .failed)
        XCTAssertEqual(try noted(), [job.id])
    }

    /// A lack of memory or time is met once with more room, then final.
    public func resourceFailureGetsMoreRoomOnce() throws {
        let first = try makeClaimed(maxAttempts: 1)
        let status = try queue.fail(first, Self.failure(.resource))
        XCTAssertEqual(status.state, .available)
        XCTAssertEqual(status.runAt, clock.now)
        let second = try XCTUnwrap(try claim().first)
        XCTAssertEqual(second.status.room, 1)
        XCTAssertEqual(try queue.fail(second, Self.failure(.resource)).state, .failed)
    }

    /// Each failed attempt leaves a line of history.
    public func errorsAreRecorded() throws {
        let job = try makeClaimed()
        try queue.fail(job, Self.transient)
        clock.advance(by: .seconds(2))
        _ = try claim(for: "w2")
        try lapse()
        let errors = try queue.errors(of: job.id)
        XCTAssertEqual(errors.map(\.attempt), [1, 2])
        XCTAssertEqual(errors.map(\.failureClass), ["transient", "lapse"])
        XCTAssertEqual(errors.map(\.code), ["net", "lease_lapsed"])
        XCTAssertEqual(errors.first?.message, "No answer.")
        XCTAssertTrue(errors.last?.message.contains("w2") ?? false)
        XCTAssertEqual(errors.last?.at, clock.now)
    }

    /// A job that is handed back uses up no attempt and keeps its place.
    public func handingBackUsesNoAttemptAndKeepsThePlace() throws {
        let older = try makeClaimed()
        clock.advance(by: .seconds(5))
        try enqueue()
        try queue.handBack(older)
        let again = try XCTUnwrap(try claim().first)
        XCTAssertEqual(again.id, older.id)
        XCTAssertEqual(again.status.attempt, 1)
        XCTAssertEqual(again.status.claim, 2)
    }

    /// How far a job has come is kept for the next attempt.
    public func progressIsKeptForTheNextAttempt() throws {
        let job = try makeClaimed()
        try database.write {
            try queue.checkpoint(job, JobProgress(done: 3, total: 9), on: $0)
        }
        try lapse()
        let again = try XCTUnwrap(try claim().first)
        XCTAssertEqual(again.progress, JobProgress(done: 3, total: 9))
    }

    // MARK: - Late workers

    /// A worker whose lease ran out changes nothing while its job waits again.
    public func lateWorkerChangesNothingOfAWaitingJob() throws {
        let job = try makeClaimed()
        try lapse()
        try assertChangesNothing(late: job)
    }

    /// A worker whose job was claimed by another changes nothing.
    public func lateWorkerChangesNothingOfAClaimedJob() throws {
        let job = try makeClaimed()
        try lapse()
        _ = try claim(for: "w2")
        try assertChangesNothing(late: job)
    }

    /// A worker whose job has ended changes nothing.
    public func lateWorkerChangesNothingOfAFinishedJob() throws {
        let job = try makeClaimed()
        try queue.complete(job) { _ in }
        try assertChangesNothing(late: job)
    }

    private func assertChangesNothing(late job: Job) throws {
        let before = try queue.find(job.id)
        let errors = try queue.errors(of: job.id)
        assertThrows(.leaseLost) {
            try queue.complete(job) { try $0.execute("INSERT INTO ends (job) VALUES (1)") }
        }
        for failure in FailureClass.allCases {
            assertThrows(.leaseLost) { try queue.fail(job, Self.failure(failure)) }
        }
        assertThrows(.leaseLost) { try queue.handBack(job) }
        assertThrows(.leaseLost) { try queue.stop(job) }
        assertThrows(.leaseLost) {
            try database.write { db in
                try db.execute("INSERT INTO ends (job) VALUES (1)")
                try queue.checkpoint(job, JobProgress(done: 9, total: 9), on: db)
            }
        }
        XCTAssertEqual(try queue.find(job.id), before)
        XCTAssertEqual(try queue.errors(of: job.id), errors)
        XCTAssertEqual(try noted(), [])
    }

    // MARK: - Leases

    /// A renewed lease lasts for ten more seconds.
    public func renewalKeepsTheLease() throws {
        let job = try makeClaimed()
        clock.advance(by: .seconds(9))
        XCTAssertEqual(Array(try renew().keys), [job.id])
        clock.advance(by: .seconds(10))
        XCTAssertEqual(try queue.releaseLapsedJobs(), 0)
        clock.advance(by: .microseconds(1))
        XCTAssertEqual(try queue.releaseLapsedJobs(), 1)
        XCTAssertEqual(try state(job.id), .available)
    }

    /// A renewal tells which jobs are still held and which were called off.
    public func renewalReportsLostAndCancelledJobs() throws {
        let lost = try makeClaimed()
        try lapse()
        _ = try claim(for: "w2")
        let (kept, cancelled) = (try makeClaimed(), try makeClaimed())
        try queue.cancel(cancelled.id)
        let held = try renew()
        XCTAssertEqual(Set(held.keys), [kept.id, cancelled.id])
        XCTAssertNil(held[lost.id])
        XCTAssertEqual(held[kept.id]?.claim, kept.status.claim)
        XCTAssertEqual(held[kept.id]?.cancelRequested, false)
        XCTAssertEqual(held[cancelled.id]?.cancelRequested, true)
    }

    /// A lapsed job is available at once, its attempt used up.
    public func lapsedJobIsAvailableAgain() throws {
        let job = try makeClaimed()
        try lapse()
        let status = try queue.find(job.id).status
        XCTAssertEqual(status.state, .available)
        XCTAssertEqual(status.attempt, 1)
        XCTAssertEqual(try claim().map(\.id), [job.id])
    }

    /// A lapse of the last attempt ends the job and tells its subject.
    public func lastLapseFailsTheJob() throws {
        let job = try makeClaimed("hooked", maxAttempts: 1)
        try lapse()
        XCTAssertEqual(try state(job.id), .failed)
        XCTAssertEqual(try noted(), [job.id])
    }

    // MARK: - The end hook

    /// A job does not end where its subject cannot be told.
    public func throwingHookUndoesTheEnd() throws {
        let job = try makeClaimed("unwilling")
        XCTAssertThrowsError(try queue.fail(job, Self.failure(.document)))
        XCTAssertEqual(try state(job.id), .running)
        XCTAssertEqual(try queue.errors(of: job.id), [])
    }

    /// A job that cannot be ended holds up no other lapsed job.
    public func throwingHookHoldsUpNoOtherJob() throws {
        let unwilling = try makeClaimed("unwilling", maxAttempts: 1)
        let other = try makeClaimed()
        XCTAssertThrowsError(try lapse())
        XCTAssertEqual(try state(unwilling.id), .running)
        XCTAssertEqual(try state(other.id), .available)
    }
}
