internal import Storage
internal import Worker
internal import XCTest

extension JobQueueContract {
    // MARK: - Calling off

    /// A waiting job that is called off ends at once.
    public func cancellingAWaitingJobEndsIt() throws {
        let id = try enqueue("hooked")
        XCTAssertEqual(try queue.cancel(id), .cancelled)
        XCTAssertEqual(try noted(), [id])
        XCTAssertEqual(try claim(), [])
    }

    /// A running job that is called off goes on until its worker stops it.
    public func cancellingARunningJobAsksItToStop() throws {
        let job = try makeClaimed("hooked")
        XCTAssertEqual(try queue.cancel(job.id), .running)
        XCTAssertEqual(try queue.cancel(job.id), .running)
        XCTAssertEqual(try noted(), [])
        try queue.stop(job)
        XCTAssertEqual(try state(job.id), .cancelled)
        XCTAssertEqual(try noted(), [job.id])
    }

    /// A finished job cannot be called off, an unknown one not be found.
    public func finishedJobsCannotBeCancelled() throws {
        let job = try makeClaimed()
        try queue.complete(job) { _ in }
        assertThrows(.wrongState) { try queue.cancel(job.id) }
        assertThrows(.notFound) { try queue.cancel(JobID(999)) }
    }

    /// A job that was called off ends as such, however its worker lets go of it.
    public func calledOffJobEndsCancelledHoweverItIsLetGo() throws {
        let ways: [(Job) throws -> Void] = [
            { try queue.handBack($0) },
            { try queue.stop($0) },
            { try queue.fail($0, Self.transient) },
            { try queue.fail($0, Self.failure(.resource)) },
            { try queue.fail($0, Self.failure(.document)) },
            { _ in try lapse() },
        ]
        for way in ways {
            let job = try makeClaimed()
            try queue.cancel(job.id)
            try way(job)
            XCTAssertEqual(try state(job.id), .cancelled)
        }
    }

    /// Work that was done before its worker heard of the call counts.
    public func calledOffJobMayStillComplete() throws {
        let job = try makeClaimed()
        try queue.cancel(job.id)
        try queue.complete(job) { _ in }
        let status = try queue.find(job.id).status
        XCTAssertEqual(status.state, .completed)
        XCTAssertTrue(status.cancelRequested)
    }

    /// Only a job that was called off can be stopped.
    public func uncalledJobCannotBeStopped() throws {
        let job = try makeClaimed()
        XCTAssertThrowsError(try queue.stop(job)) { XCTAssertTrue($0 is IllegalTransition) }
        XCTAssertEqual(try state(job.id), .running)
    }

    // MARK: - Retrying

    /// Every finished job can be run again, from its beginning.
    public func everyFinishedJobCanBeRetried() throws {
        let ends: [(Job) throws -> Void] = [
            { try queue.complete($0) { _ in } },
            { try queue.fail($0, Self.failure(.document)) },
            { job in
                try queue.cancel(job.id)
                try queue.stop(job)
            },
        ]
        for end in ends {
            let job = try makeClaimed()
            try database.write {
                try queue.checkpoint(job, JobProgress(done: 1, total: 2), on: $0)
            }
            try end(job)
            clock.advance(by: .seconds(1))
            try retry(job.id)
            let again = try XCTUnwrap(try claim().first)
            XCTAssertEqual(again.id, job.id)
            XCTAssertEqual(again.status.attempt, 1)
            XCTAssertEqual(again.status.claim, 2)
            XCTAssertFalse(again.status.cancelRequested)
            XCTAssertEqual(again.progress, JobProgress(done: 0, total: nil))
            try queue.complete(again) { _ in }
        }
    }

    /// A live job cannot be retried.
    public func liveJobsCannotBeRetried() throws {
        let job = try makeClaimed()
        assertThrows(.wrongState) { try retry(job.id) }
        try queue.handBack(job)
        assertThrows(.wrongState) { try retry(job.id) }
        assertThrows(.notFound) { try retry(JobID(999)) }
    }

    /// A job whose key another live job has by now cannot be retried.
    public func retryBesideALiveTwinIsRefused() throws {
        let job = try makeClaimed(key: "k")
        try queue.complete(job) { _ in }
        try enqueue(key: "k")
        assertThrows(.duplicate) { try retry(job.id) }
        XCTAssertEqual(try state(job.id), .completed)
    }

    // MARK: - Looking

    /// Jobs are listed newest first, counted by state, and found by subject.
    public func jobsAreListedAndCounted() throws {
        let waiting = try (0..<3).map { _ in try enqueue() }
        let running = try XCTUnwrap(try claim().first)
        XCTAssertEqual(try queue.list(limit: 2).map(\.id), [waiting[2], waiting[1]])
        XCTAssertEqual(try queue.list(.running, limit: 9).map(\.id), [running.id])
        XCTAssertEqual(try queue.list(.failed, limit: 9), [])
        XCTAssertEqual(try queue.counts(), [.available: 2, .running: 1])
        let newest = try database.read { try queue.newest(about: "s", on: $0)?.id }
        XCTAssertEqual(newest, waiting[2])
        XCTAssertNil(try database.read { try queue.newest(about: "nobody", on: $0)?.id })
    }

    // MARK: - Signals

    /// A job that becomes available, and one that ends, are announced.
    public func availableAndEndedJobsAreAnnounced() throws {
        let available = database.listen(to: JobQueue.topic)
        let ended = database.listen(to: JobQueue.endTopic)
        func raises(_ signal: Signal, _ body: () throws -> Void) throws -> Bool {
            let seen = signal.current
            try body()
            return signal.wait(beyond: seen, until: Date(timeIntervalSinceNow: 5)) > seen
        }
        XCTAssertTrue(try raises(available) { try enqueue() })
        let job = try XCTUnwrap(try claim().first)
        XCTAssertTrue(try raises(available) { try queue.handBack(job) })
        let again = try XCTUnwrap(try claim().first)
        XCTAssertTrue(try raises(ended) { try queue.complete(again) { _ in } })
        XCTAssertTrue(try raises(available) { try retry(job.id) })
    }
}
