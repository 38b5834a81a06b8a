public import Storage
internal import Worker
internal import XCTest

/// What a `JobQueue` does on every `Database`; each engine's tests call every
/// function.
public struct JobQueueContract {
    let database: any Database
    let clock = TestClock()
    let queue: JobQueue

    /// Checks the queue on `database`, which is empty; make one for each function.
    ///
    /// Backoffs are as long as they can be (jitter 1). The end hook of the kind
    /// `hooked` adds a row to `ends (job)`, that of `unwilling` throws.
    public init(_ database: any Database) throws {
        self.database = database
        try Migrator(JobQueue.migrations).migrate(database, at: clock.now)
        try database.write { try $0.execute("CREATE TABLE ends (job BIGINT NOT NULL)") }
        let clock = clock
        queue = JobQueue(
            database: database,
            endHooks: [
                "hooked": { job, _, _, db in
                    try db.execute("INSERT INTO ends (job) VALUES ($1)", [job.id])
                },
                "unwilling": { _, _, _, _ in throw Refusal() },
            ],
            now: { clock.now }, jitter: { 1 })
    }

    // MARK: - Arrangement

    @discardableResult
    func enqueue(
        _ kind: String = "test", tenant: String = "t", key: String? = nil,
        priority: Int = NewJob.defaultPriority, maxAttempts: Int = NewJob.defaultMaxAttempts,
        runAt: Timestamp? = nil
    ) throws -> JobID {
        let job = NewJob(
            kind: kind, tenant: tenant, subject: "s", uniqueKey: key, priority: priority,
            maxAttempts: maxAttempts, runAt: runAt)
        return try database.write { try queue.enqueue(job, on: $0).id }
    }

    func claim(
        _ count: Int = 1, of kinds: [String] = ["test", "hooked", "unwilling"],
        for worker: String = "w"
    ) throws -> [Job] {
        try queue.claim(count, of: kinds, for: worker)
    }

    /// A job that was enqueued and claimed just now.
    func makeClaimed(
        _ kind: String = "test", key: String? = nil, maxAttempts: Int = 5
    ) throws -> Job {
        try enqueue(kind, key: key, maxAttempts: maxAttempts)
        return try XCTUnwrap(try claim().first)
    }

    /// Renews the lease of every job that the worker `w` holds.
    func renew() throws -> [JobID: JobQueue.Held] {
        try queue.renewLeases(of: "w", for: queue.list(limit: 1_000).map(\.id))
    }

    /// Lets the lease of every running job run out and be noticed.
    func lapse() throws {
        clock.advance(by: .seconds(11))
        try queue.releaseLapsedJobs()
    }

    func state(_ id: JobID) throws -> JobState {
        try queue.find(id).status.state
    }

    func retry(_ id: JobID) throws {
        try database.write { try queue.retry(id, on: $0) }
    }

    /// The jobs whose end the hook has noted.
    func noted() throws -> [JobID] {
        try database.read { db in
            try db.query("SELECT job FROM ends ORDER BY job").map { JobID(try $0.integer("job")) }
        }
    }

    static let transient = JobFailure(.transient, code: "net", message: "No answer.")

    static func failure(_ failureClass: FailureClass) -> JobFailure {
        JobFailure(failureClass, code: "code", message: "A sentence.")
    }

    func assertThrows(
        _ code: JobQueueError.Code, file: StaticString = #filePath, line: UInt = #line,
        _ body: () throws -> Void
    ) {
        do {
            try body()
            XCTFail("nothing was thrown", file: file, line: line)
        } catch let error as JobQueueError {
            XCTAssertEqual(error.code, code, error.message, file: file, line: line)
        } catch {
            XCTFail("thrown: \(error)", file: file, line: line)
        }
    }
}
