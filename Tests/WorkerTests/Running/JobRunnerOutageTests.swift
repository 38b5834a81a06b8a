import Foundation
import Storage
import TestServers
import TestSupport
import XCTest

@testable import Worker

/// Workers whose database is away for a while.
final class JobRunnerOutageTests: XCTestCase {
    private func makeDatabase(on server: PostgreSQLServer) throws -> PostgreSQLDatabase {
        var settings = PostgreSQLSettings()
        settings.patience = .milliseconds(100)
        return try PostgreSQLDatabase(url: server.makeDatabase(), settings: settings)
    }

    private func outages(_ fixture: RunnerFixture) -> Int {
        fixture.troubles.all.count { if case .queueUnavailable = $0 { true } else { false } }
    }

    func testRestartsLoseNoEffectAndDoubleNone() throws {
        let server = try PostgreSQLServer(durable: true)
        let ran = Recorder<JobID>()
        let fixture = try RunnerFixture(
            on: makeDatabase(on: server), slots: 8, { $0.sweep = .milliseconds(50) }
        ) { run in
            ran.note(run.job.id)
            return RunnerFixture.effect(run)
        }
        let ids = try fixture.database.write { db in
            try (0..<3_000).map { number in
                let job = NewJob(
                    kind: "test", tenant: "t\(number % 3)", subject: "s", maxAttempts: 1)
                return try fixture.queue.enqueue(job, on: db).id
            }
        }
        fixture.runner.start()
        for restart in 1...3 {
            try ran.wait(for: restart * 400, "jobs before a restart", seconds: 60)
            try server.restart(immediately: true)
        }
        try eventually("the last job", seconds: 60) {
            (try? fixture.queue.counts()) == [.completed: ids.count]
        }
        XCTAssertEqual(try fixture.effects().sorted(), ids)
        XCTAssertEqual(fixture.troubles.all.count, outages(fixture), "a defect was reported")
    }

    func testAnOutageIsReportedOnceAndOutlived() throws {
        let server = try PostgreSQLServer()
        let fixture = try RunnerFixture(
            on: makeDatabase(on: server),
            { settings in
                settings.sweep = .milliseconds(50)
                settings.renewal = .milliseconds(50)
            }, body: { RunnerFixture.effect($0) })
        fixture.runner.start()
        try server.stop()
        try fixture.troubles.wait("the report")
        try eventually("the next tries") { fixture.runner.queueOutage.tries > 3 }
        XCTAssertEqual(outages(fixture), 1)
        try server.start()
        let id = try eventuallyEnqueue(fixture)
        try eventually("the job") { try fixture.queue.find(id).status.state == .completed }
        XCTAssertEqual(try fixture.effects(), [id])
    }

    private func eventuallyEnqueue(_ fixture: RunnerFixture) throws -> JobID {
        var id: JobID?
        try eventually("the server") {
            id = try? fixture.enqueue()
            return id != nil
        }
        return try XCTUnwrap(id)
    }

    func testAHandlerThatMeetsAnOutageUsesUpNoAttempt() throws {
        let tries = Recorder<Int>()
        let fixture = try RunnerFixture { run in
            tries.note(run.job.status.attempt)
            if tries.all.count < 3 { throw StorageError(.unavailable, "Away, says the test.") }
            return RunnerFixture.effect(run)
        }
        let id = try fixture.enqueue(maxAttempts: 1)
        fixture.runner.start()
        try fixture.wait(for: .completed, of: id)
        XCTAssertEqual(tries.all, [1, 1, 1])
        XCTAssertEqual(try fixture.queue.errors(of: id), [])
        XCTAssertEqual(outages(fixture), 1)
        XCTAssertEqual(fixture.troubles.all.count, 1)
    }

    func testAClaimWithoutAnswerKeepsNoJobBack() throws {
        let fixture = try RunnerFixture { RunnerFixture.effect($0) }
        let id = try fixture.enqueue(maxAttempts: 1)
        fixture.database.loseAnswers(1)
        fixture.runner.start()
        let job = try fixture.wait(for: .completed, of: id)
        XCTAssertEqual(job.status.claim, 2)
        XCTAssertEqual(job.status.attempt, 1)
    }
}
