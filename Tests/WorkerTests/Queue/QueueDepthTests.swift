import Storage
import TestSupport
import XCTest

@testable import Worker

final class QueueDepthTests: XCTestCase {
    private func makeQueue(
        _ folder: TemporaryFolder, clock: TestClock, maxWaiting: Int
    ) throws -> JobQueue {
        let database = try SQLiteDatabase(path: folder.path("test.db"))
        try Migrator(JobQueue.migrations).migrate(database, at: clock.now)
        var settings = JobQueueSettings()
        settings.maxWaiting = maxWaiting
        return JobQueue(database: database, settings: settings, now: { clock.now })
    }

    private func enqueue(on queue: JobQueue) throws {
        let job = NewJob(kind: "test", tenant: "t", subject: "s")
        try queue.database.write { try queue.enqueue(job, on: $0) }
    }

    func testAFullQueueRefusesUntilJobsAreClaimed() throws {
        let folder = try TemporaryFolder()
        let clock = TestClock()
        let queue = try makeQueue(folder, clock: clock, maxWaiting: 2)
        try enqueue(on: queue)
        try enqueue(on: queue)
        clock.advance(by: .seconds(1))
        XCTAssertThrowsError(try enqueue(on: queue)) {
            XCTAssertEqual(($0 as? JobQueueError)?.code, .full)
        }
        XCTAssertEqual(try queue.claim(1, of: ["test"], for: "worker").count, 1)
        clock.advance(by: .seconds(1))
        XCTAssertNoThrow(try enqueue(on: queue))
    }

    func testACountIsGoodForASecond() {
        var depth = QueueDepth()
        let start = Timestamp(microseconds: 0)
        XCTAssertEqual(depth.waiting(at: start) { 1 }, 1)
        XCTAssertEqual(depth.waiting(at: start + .milliseconds(999)) { 2 }, 1)
        XCTAssertEqual(depth.waiting(at: start + .seconds(1)) { 3 }, 3)
    }
}
