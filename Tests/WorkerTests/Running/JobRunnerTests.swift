import Foundation
import Storage
import TestSupport
import XCTest

@testable import Worker

final class JobRunnerTests: XCTestCase {
    private struct Defect: Error {}

    // MARK: - Running

    func testJobsAreRunOnceAndCompleted() throws {
        let fixture = try RunnerFixture { RunnerFixture.effect($0) }
        let ids = try (0..<20).map { _ in try fixture.enqueue() }
        fixture.runner.start()
        fixture.runner.start()
        for id in ids { try fixture.wait(for: .completed, of: id) }
        XCTAssertEqual(try fixture.effects().sorted(), ids)
        XCTAssertEqual(fixture.troubles.all.count, 0)
    }

    func testAnIdleWorkerWakesForANewJob() throws {
        let started = Recorder<Date>()
        let fixture = try RunnerFixture { run in
            started.note(Date())
            return RunnerFixture.effect(run)
        }
        fixture.runner.start()
        for number in 1...5 {
            let enqueued = Date()
            let id = try fixture.enqueue()
            let begun = try started.wait(for: number, "the job's start")[number - 1]
            // The sweep comes after 30 s; the margin is for a busy machine.
            XCTAssertLessThan(begun.timeIntervalSince(enqueued), 0.5)
            try fixture.wait(for: .completed, of: id)
        }
    }

    func testAnIdleWorkerWakesForAJobOfAnotherProcess() throws {
        let started = Recorder<Date>()
        let fixture = try RunnerFixture { run in
            started.note(Date())
            return RunnerFixture.effect(run)
        }
        fixture.runner.start()
        try fixture.wait(for: .completed, of: fixture.enqueue())
        let tool = try TestTool("worker", fixture.folder.path("test.db"), "enqueue", "test")
        XCTAssertEqual(try tool.waitForEnd(), 0)
        let enqueued = Date()
        let begun = try started.wait(for: 2, "the other process's job")[1]
        // 250 ms are promised; the margin is for a busy machine.
        XCTAssertLessThan(begun.timeIntervalSince(enqueued), 1)
    }

    func testABorrowedPlaceIsAskedBackForAnotherJob() throws {
        let (borrowed, isAsked) = (Gate(), Gate())
        let fixture = try RunnerFixture(slots: 2) { [borrowed, isAsked] run in
            guard run.job.subject == "long" else { return RunnerFixture.effect(run) }
            while !run.capacity.borrow() { try run.checkStop() }
            borrowed.open()
            while !run.capacity.isWanted { try run.checkStop() }
            isAsked.open()
            run.capacity.giveBack()
            return RunnerFixture.effect(run)
        }
        let long = NewJob(kind: "test", tenant: "t", subject: "long")
        try fixture.database.write { try fixture.queue.enqueue(long, on: $0) }
        fixture.runner.start()
        try borrowed.wait("the place to be borrowed")
        let other = try fixture.enqueue()
        try isAsked.wait("the place to be asked back")
        try fixture.wait(for: .completed, of: other)
    }

    func testAsManyJobsRunAtOnceAsThereAreSlots() throws {
        let (started, ended, mayEnd) = (Gate(), Gate(), Gate())
        let most = Recorder<Int>()
        let fixture = try RunnerFixture(slots: 3) { run in
            started.open()
            try mayEnd.wait("leave to end")
            most.note(started.all.count - ended.all.count)
            ended.open()
            return RunnerFixture.effect(run)
        }
        let ids = try (0..<9).map { _ in try fixture.enqueue() }
        fixture.runner.start()
        try started.wait(for: 3, "three jobs at once")
        XCTAssertEqual(try fixture.queue.counts(), [.running: 3, .available: 6])
        mayEnd.open()
        for id in ids { try fixture.wait(for: .completed, of: id) }
        XCTAssertLessThanOrEqual(most.all.max() ?? 0, 3)
    }

    func testTenantWithoutAJobIsServedWhileAnotherHasAllSlots() throws {
        let (started, mayEnd) = (Gate(), Gate())
        let fixture = try RunnerFixture(slots: 2) { run in
            if run.job.tenant == "slow" {
                started.open()
                try mayEnd.wait("leave to end")
            }
            return RunnerFixture.effect(run)
        }
        let slow = try (0..<4).map { _ in try fixture.enqueue(tenant: "slow") }
        fixture.runner.start()
        try started.wait(for: 2, "two jobs at once")
        let others = try (0..<3).map { _ in try fixture.enqueue(tenant: "other") }
        for id in others { try fixture.wait(for: .completed, of: id) }
        XCTAssertEqual(try fixture.queue.counts(), [.running: 2, .available: 2, .completed: 3])
        mayEnd.open()
        for id in slow { try fixture.wait(for: .completed, of: id) }
    }

    func testAJobMayBorrowIdleThreads() throws {
        let borrowed = Recorder<Bool>()
        let fixture = try RunnerFixture(slots: 3) { run in
            // The thread that claims holds idle places for a moment.
            for _ in 0..<2 { try eventually("an idle thread") { run.capacity.borrow() } }
            borrowed.note(run.capacity.borrow())
            for _ in 0..<2 { run.capacity.giveBack() }
            return RunnerFixture.effect(run)
        }
        let id = try fixture.enqueue()
        fixture.runner.start()
        try fixture.wait(for: .completed, of: id)
        XCTAssertEqual(borrowed.all, [false])
    }

    func testJobsOfOtherKindsAreLeftAlone() throws {
        let fixture = try RunnerFixture { RunnerFixture.effect($0) }
        let other = try fixture.enqueue("other")
        let ours = try fixture.enqueue()
        fixture.runner.start()
        try fixture.wait(for: .completed, of: ours)
        XCTAssertEqual(try fixture.queue.find(other).status.claim, 0)
    }

    // MARK: - Failures

    func testADefectIsReportedAndTheJobRetried() throws {
        let fixture = try RunnerFixture({ $0.sweep = .milliseconds(20) }) { run in
            if run.job.status.attempt == 1 { throw Defect() }
            return RunnerFixture.effect(run)
        }
        let id = try fixture.enqueue()
        fixture.runner.start()
        XCTAssertEqual(try fixture.wait(for: .completed, of: id).status.attempt, 2)
        XCTAssertEqual(fixture.troubles.all.count, 1)
        guard case .defect(let job, let error) = fixture.troubles.all.first else {
            return XCTFail("reported as something else")
        }
        XCTAssertEqual(job.id, id)
        XCTAssertTrue(error is Defect)
        XCTAssertEqual(try fixture.queue.errors(of: id).map(\.failureClass), ["ours"])
        XCTAssertEqual(try fixture.effects(), [id])
    }

    func testADocumentsFailureIsNoDefect() throws {
        let fixture = try RunnerFixture { _ in
            throw JobFailure(.document, code: "needs_password", message: "It is encrypted.")
        }
        let id = try fixture.enqueue()
        fixture.runner.start()
        try fixture.wait(for: .failed, of: id)
        XCTAssertEqual(try fixture.queue.errors(of: id).map(\.code), ["needs_password"])
        XCTAssertEqual(fixture.troubles.all.count, 0)
    }

    func testAResultThatCannotBeWrittenIsADefect() throws {
        let fixture = try RunnerFixture { _ in
            .completed { try $0.execute("INSERT INTO effects (job) VALUES (NULL)") }
        }
        let id = try fixture.enqueue(maxAttempts: 1)
        fixture.runner.start()
        try fixture.wait(for: .failed, of: id)
        XCTAssertEqual(try fixture.queue.errors(of: id).map(\.failureClass), ["ours"])
    }

    /// Handed back it would run for ever, since that uses up no attempt.
    func testStoppingWithoutReasonIsADefect() throws {
        let fixture = try RunnerFixture { _ in throw JobStopped() }
        let id = try fixture.enqueue(maxAttempts: 1)
        fixture.runner.start()
        try fixture.wait(for: .failed, of: id)
        XCTAssertEqual(fixture.troubles.all.count, 1)
    }

    func testAnOutcomeThatCannotBeWrittenIsReportedAndTheJobRunsAgain() throws {
        let (mayEnd, mayWrite) = (Gate(), Gate())
        let fixture = try RunnerFixture({ settings in
            settings.lease = .seconds(1)
            settings.renewal = .milliseconds(50)
            settings.sweep = .milliseconds(20)
        }) { run in
            if run.job.status.attempt == 1 {
                try mayEnd.wait("leave to end")
            } else {
                try mayWrite.wait("leave to end again")
            }
            return RunnerFixture.effect(run)
        }
        let id = try fixture.enqueue()
        fixture.runner.start()
        try eventually("the claim") { try fixture.queue.find(id).status.state == .running }
        fixture.database.failWrites(true)
        mayEnd.open()
        try eventually("the reported outcome") {
            fixture.troubles.all.contains { if case .defect = $0 { true } else { false } }
        }
        fixture.database.failWrites(false)
        mayWrite.open()
        let job = try fixture.wait(for: .completed, of: id)
        XCTAssertEqual(job.status.attempt, 2)
        XCTAssertEqual(try fixture.effects(), [id])
    }

    func testAnUnreachableQueueIsReportedAndTriedAgain() throws {
        let fixture = try RunnerFixture({ $0.sweep = .milliseconds(20) }) {
            RunnerFixture.effect($0)
        }
        let id = try fixture.enqueue()
        fixture.database.failWrites(true)
        fixture.runner.start()
        guard case .queueUnavailable = try fixture.troubles.wait("the report")[0] else {
            return XCTFail("reported as something else")
        }
        fixture.database.failWrites(false)
        try fixture.wait(for: .completed, of: id)
    }

    func testACheckpointIsFencedAndKeepsItsBody() throws {
        let isLost = Gate()
        let outcome = Recorder<JobQueueError.Code?>()
        let fixture = try RunnerFixture(slots: 1) { run in
            try run.checkpoint(JobProgress(done: 1, total: 2)) {
                try $0.execute("INSERT INTO effects (job) VALUES (100)")
            }
            try isLost.wait("the lease to be lost")
            do {
                try run.checkpoint(JobProgress(done: 2, total: 2)) {
                    try $0.execute("INSERT INTO effects (job) VALUES (200)")
                }
                outcome.note(nil)
            } catch let error as JobQueueError {
                outcome.note(error.code)
                throw error
            }
            return RunnerFixture.effect(run)
        }
        let id = try fixture.enqueue()
        fixture.runner.start()
        try eventually("the first checkpoint") { try !fixture.effects().isEmpty }
        XCTAssertEqual(try fixture.queue.find(id).progress, JobProgress(done: 1, total: 2))
        try fixture.database.write { try $0.execute("UPDATE jobs SET claim = claim + 1") }
        isLost.open()
        XCTAssertEqual(try outcome.wait("the late checkpoint"), [.leaseLost])
        XCTAssertEqual(try fixture.effects(), [JobID(100)])
        guard case .leaseLost(let job) = try fixture.troubles.wait("the report")[0] else {
            return XCTFail("reported as something else")
        }
        XCTAssertEqual(job.id, id)
    }

    // MARK: - Stopping

    func testCancelReachesARunningJob() throws {
        let started = Gate()
        let reasons = Recorder<StopReason?>()
        let fixture = try RunnerFixture({ $0.renewal = .milliseconds(20) }) { run in
            started.open()
            defer { reasons.note(run.stopReason) }
            return try RunnerFixture.workUntilStopped(run)
        }
        let id = try fixture.enqueue()
        fixture.runner.start()
        try started.wait("the job's start")
        try fixture.queue.cancel(id)
        try fixture.wait(for: .cancelled, of: id)
        XCTAssertEqual(reasons.all, [.cancelled])
        XCTAssertEqual(try fixture.effects(), [])
    }

    func testADrainLetsJobsFinish() throws {
        let (started, mayEnd) = (Gate(), Gate())
        let fixture = try RunnerFixture { run in
            started.open()
            try mayEnd.wait("leave to end")
            return RunnerFixture.effect(run)
        }
        let id = try fixture.enqueue()
        fixture.runner.start()
        try started.wait("the job's start")
        let drained = Gate()
        Thread {
            fixture.runner.drain()
            drained.open()
        }.start()
        XCTAssertFalse(drained.isOpen)
        mayEnd.open()
        try drained.wait("the end of the drain")
        XCTAssertEqual(try fixture.queue.find(id).status.state, .completed)
    }

    func testADrainHandsBackWhatDoesNotFinish() throws {
        let started = Gate()
        let fixture = try RunnerFixture(drainGrace: .milliseconds(50)) { run in
            started.open()
            return try RunnerFixture.workUntilStopped(run)
        }
        let ids = try (0..<2).map { _ in try fixture.enqueue() }
        fixture.runner.start()
        try started.wait(for: 2, "both jobs' start")
        fixture.runner.drain()
        for id in ids {
            let status = try fixture.queue.find(id).status
            XCTAssertEqual(status.state, .available)
            XCTAssertEqual(status.attempt, 0)
        }
        XCTAssertEqual(fixture.troubles.all.count, 0)
    }

    func testADrainWithoutGraceLeavesNoJobBehind() throws {
        for _ in 0..<20 {
            let fixture = try RunnerFixture(drainGrace: .zero) {
                try RunnerFixture.workUntilStopped($0)
            }
            for _ in 0..<4 { try fixture.enqueue() }
            fixture.runner.start()
            fixture.runner.drain()
            XCTAssertEqual(try fixture.queue.counts(), [.available: 4])
        }
    }

    func testADrainedWorkerTakesNoMoreJobs() throws {
        let fixture = try RunnerFixture { RunnerFixture.effect($0) }
        fixture.runner.drain()
        fixture.runner.start()
        let id = try fixture.enqueue()
        fixture.runner.drain()
        XCTAssertEqual(try fixture.queue.find(id).status.claim, 0)
    }

    // MARK: - Leases

    func testARunningJobsLeaseIsRenewed() throws {
        let (started, mayEnd) = (Gate(), Gate())
        let fixture = try RunnerFixture({ settings in
            settings.lease = .seconds(1)
            settings.renewal = .milliseconds(50)
            settings.sweep = .milliseconds(50)
        }) { run in
            started.open()
            try mayEnd.wait("leave to end")
            return RunnerFixture.effect(run)
        }
        let id = try fixture.enqueue()
        fixture.runner.start()
        try started.wait("the job's start")
        let first = try XCTUnwrap(try fixture.queue.find(id).status.leaseUntil)
        try eventually("the end of the first lease") {
            Timestamp.now() > first + .milliseconds(500)
        }
        mayEnd.open()
        XCTAssertEqual(try fixture.wait(for: .completed, of: id).status.claim, 1)
    }

    /// The same worker may get a job again that it lost: both runs are told to stop.
    func testALostRunAndItsSuccessorAreBothStopped() throws {
        let started = Recorder<Int64>()
        let fixture = try RunnerFixture(
            slots: 2, drainGrace: .zero,
            { settings in
                settings.lease = .milliseconds(50)
                settings.renewal = .seconds(30)
                settings.sweep = .milliseconds(20)
            },
            body: { run in
                started.note(run.job.status.claim)
                return try RunnerFixture.workUntilStopped(run)
            })
        try fixture.enqueue()
        fixture.runner.start()
        XCTAssertEqual(try started.wait(for: 2, "the second run"), [1, 2])
        let drained = Gate()
        Thread {
            fixture.runner.drain()
            drained.open()
        }.start()
        try drained.wait("the end of both runs")
    }

    func testAKilledWorkersJobRunsAgainOnce() throws {
        let fixture = try RunnerFixture({ settings in
            settings.lease = .milliseconds(500)
            settings.renewal = .milliseconds(100)
            settings.sweep = .milliseconds(100)
        }) { RunnerFixture.effect($0) }
        let id = try fixture.enqueue()
        let tool = try TestTool("worker", fixture.folder.path("test.db"), "hold", "test", "500")
        XCTAssertEqual(try tool.line("the other worker's claim"), "held \(id)")
        fixture.runner.start()
        tool.kill()
        let killed = Date()
        let job = try fixture.wait(for: .completed, of: id)
        XCTAssertLessThan(Date().timeIntervalSince(killed), 5)
        XCTAssertEqual(job.status.attempt, 2)
        XCTAssertEqual(job.status.claim, 2)
        XCTAssertEqual(try fixture.effects(), [id])
        XCTAssertEqual(try fixture.queue.errors(of: id).map(\.failureClass), ["lapse"])
    }
}
