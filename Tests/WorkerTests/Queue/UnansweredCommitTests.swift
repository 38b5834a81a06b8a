import Storage
import TestServers
import TestSupport
import XCTest

@testable import Worker

/// Commits that were kept although the caller heard of nothing but an outage.
final class UnansweredCommitTests: XCTestCase {
    private struct Fixture {
        let database: FaultyDatabase
        let queue: JobQueue

        init(_ database: any Database) throws {
            self.database = FaultyDatabase(database)
            try Migrator(JobQueue.migrations).migrate(database, at: .now())
            try database.write { try $0.execute("CREATE TABLE ends (job BIGINT NOT NULL)") }
            queue = JobQueue(database: self.database)
        }

        func makeClaimed(_ count: Int = 1) throws -> [Job] {
            for _ in 0..<count {
                let job = NewJob(kind: "test", tenant: "t", subject: "s", maxAttempts: 1)
                try database.write { try queue.enqueue(job, on: $0) }
            }
            return try queue.claim(count, of: ["test"], for: "w")
        }

        func completion(_ job: Job) -> JobCompletion {
            JobCompletion(job) {
                try $0.execute("INSERT INTO ends (job) VALUES ($1)", [job.id])
            }
        }

        func ends() throws -> Int {
            try database.read { try $0.query("SELECT job FROM ends").count }
        }
    }

    private func onBothEngines(_ check: (Fixture) throws -> Void) throws {
        let folder = try TemporaryFolder()
        try withExtendedLifetime(folder) {
            try check(Fixture(SQLiteDatabase(path: folder.path("test.db"))))
        }
        try check(Fixture(PostgreSQLDatabase(url: PostgreSQLServer.shared().makeDatabase())))
    }

    func testACompletionIsKeptOnceAndCounts() throws {
        try onBothEngines { fixture in
            let job = try XCTUnwrap(try fixture.makeClaimed().first)
            fixture.database.loseAnswers(2)
            XCTAssertNoThrow(try fixture.queue.complete(job, fixture.completion(job).body))
            XCTAssertEqual(try fixture.ends(), 1)
            XCTAssertEqual(try fixture.queue.counts(), [.completed: 1])
        }
    }

    func testAGroupsCompletionsAreKeptOnceAndCount() throws {
        try onBothEngines { fixture in
            let jobs = try fixture.makeClaimed(5)
            fixture.database.loseAnswers(1)
            let results = try fixture.queue.complete(jobs.map(fixture.completion))
            for result in results { XCTAssertNoThrow(try result.get()) }
            XCTAssertEqual(try fixture.ends(), 5)
            XCTAssertEqual(try fixture.queue.counts(), [.completed: 5])
        }
    }

    func testAFailureIsRecordedOnce() throws {
        try onBothEngines { fixture in
            let job = try XCTUnwrap(try fixture.makeClaimed().first)
            fixture.database.loseAnswers(1)
            let failure = JobFailure(.document, code: "code", message: "A sentence.")
            XCTAssertThrowsError(try fixture.queue.fail(job, failure)) {
                XCTAssertEqual(($0 as? JobQueueError)?.code, .leaseLost)
            }
            XCTAssertEqual(try fixture.queue.errors(of: job.id).count, 1)
            XCTAssertEqual(try fixture.queue.counts(), [.failed: 1])
        }
    }

    func testAnUnansweredClaimIsHandedBack() throws {
        try onBothEngines { fixture in
            let known = try XCTUnwrap(try fixture.makeClaimed().first)
            let unknown = try XCTUnwrap(try fixture.makeClaimed().first)
            let count = try fixture.queue.handBackJobs(of: "w", notAmong: [known.id])
            XCTAssertEqual(count, 1)
            XCTAssertEqual(try fixture.queue.find(unknown.id).status.attempt, 0)
            XCTAssertEqual(try fixture.queue.find(known.id).status.state, .running)
        }
    }
}
