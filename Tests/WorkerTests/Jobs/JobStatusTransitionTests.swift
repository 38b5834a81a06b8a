import Storage
import TestSupport
import XCTest

@testable import Worker

final class JobStatusTransitionTests: XCTestCase {
    private let now = Timestamp(microseconds: 1_767_225_600_000_000)
    private var lease: Timestamp { now + .seconds(10) }

    private var events: [JobEvent] {
        [
            .claimed(leaseUntil: lease), .renewed(leaseUntil: lease), .lapsed, .completed,
            .handedBack, .cancelRequested, .stopped, .retried,
        ] + FailureClass.allCases.map(JobEvent.failed)
    }

    // MARK: - The table

    /// What decides beside state and event.
    private struct Situation {
        let isCancelled: Bool
        let isLastAttempt: Bool
        let hasRoom: Bool
    }

    /// `docs/job-states.md` in words: where an event leads, `nil` where it is illegal.
    private func expected(
        _ state: JobState, _ event: JobEvent, _ situation: Situation
    ) -> JobState? {
        let (cancelled, last) = (situation.isCancelled, situation.isLastAttempt)
        let table: [JobState: [(JobEvent, JobState?)]] = [
            .available: [
                (.claimed(leaseUntil: lease), .running),
                (.cancelRequested, .cancelled),
            ],
            .running: [
                (.renewed(leaseUntil: lease), .running),
                (.completed, .completed),
                (.cancelRequested, .running),
                (.stopped, cancelled ? .cancelled : nil),
                (.handedBack, cancelled ? .cancelled : .available),
                (.lapsed, cancelled ? .cancelled : last ? .failed : .available),
                (.failed(.transient), cancelled ? .cancelled : last ? .failed : .available),
                (.failed(.ours), cancelled ? .cancelled : last ? .failed : .available),
                (.failed(.document), cancelled ? .cancelled : .failed),
                (
                    .failed(.resource),
                    cancelled ? .cancelled : situation.hasRoom ? .failed : .available
                ),
            ],
            .completed: [(.retried, .available)],
            .failed: [(.retried, .available)],
            .cancelled: [(.retried, .available)],
        ]
        return table[state]?.first { $0.0 == event }?.1
    }

    private func makeStatus(_ state: JobState, _ situation: Situation) -> JobStatus {
        var status = JobStatus(maxAttempts: 3, runAt: now)
        status.state = state
        status.attempt = situation.isLastAttempt ? 3 : 2
        status.claim = 5
        status.room = situation.hasRoom ? 1 : 0
        status.cancelRequested = situation.isCancelled
        status.leaseUntil = state == .running ? lease : nil
        status.finishedAt = state.isFinal ? now : nil
        return status
    }

    func testEveryEventInEveryStateIsAsTheTableSays() throws {
        var count = 0
        let choices = [false, true]
        for state in JobState.allCases {
            for event in events {
                for (cancelled, last, room) in choices.flatMap({ a in
                    choices.flatMap { b in choices.map { (a, b, $0) } }
                }) {
                    let situation = Situation(
                        isCancelled: cancelled, isLastAttempt: last, hasRoom: room)
                    check(state, event, situation)
                    count += 1
                }
            }
        }
        XCTAssertEqual(count, 5 * 12 * 8)
    }

    private func check(_ state: JobState, _ event: JobEvent, _ situation: Situation) {
        let status = makeStatus(state, situation)
        let next = try? status.after(event, at: now)
        XCTAssertEqual(
            next?.state, expected(state, event, situation), "\(state) \(event) \(situation)")
        if let next {
            checkInvariants(next, after: status)
        } else {
            XCTAssertThrowsError(try status.after(event, at: now)) {
                XCTAssertEqual(
                    $0 as? IllegalTransition, IllegalTransition(state: state, event: event))
            }
        }
    }

    private func checkInvariants(_ next: JobStatus, after status: JobStatus) {
        XCTAssertEqual(next.leaseUntil != nil, next.state == .running)
        XCTAssertEqual(next.finishedAt != nil, next.state.isFinal)
        XCTAssertGreaterThanOrEqual(next.claim, status.claim)
        XCTAssertGreaterThanOrEqual(next.attempt, 0)
        XCTAssertLessThanOrEqual(next.attempt, status.attempt + 1)
        XCTAssertTrue((0...1).contains(next.room))
        XCTAssertEqual(next.maxAttempts, status.maxAttempts)
        XCTAssertFalse(next.cancelRequested && next.state == .available)
    }

    // MARK: - Paths

    /// Every status that at most seven events make of a new job, checked on the way.
    private func statusesOfAllPaths(_ maxAttempts: Int) -> Set<JobStatus> {
        var reached: Set = [JobStatus(maxAttempts: maxAttempts, runAt: now)]
        var newest = reached
        for _ in 0..<7 {
            var next: Set<JobStatus> = []
            for status in newest {
                for event in events {
                    guard let after = try? status.after(event, at: now) else { continue }
                    checkInvariants(after, after: status)
                    XCTAssertLessThanOrEqual(after.attempt, maxAttempts + after.room)
                    next.insert(after)
                }
            }
            newest = next.subtracting(reached)
            reached.formUnion(next)
        }
        return reached
    }

    func testAllPathsKeepTheInvariantsAndTheTablesChecks() throws {
        let folder = try TemporaryFolder()
        let database = try SQLiteDatabase(path: folder.path("test.db"))
        try Migrator(JobQueue.migrations).migrate(database, at: now)
        let statuses = (1...3).reduce(into: Set<JobStatus>()) {
            $0.formUnion(statusesOfAllPaths($1))
        }
        XCTAssertGreaterThan(statuses.count, 100)
        XCTAssertEqual(Set(statuses.map(\.state)), Set(JobState.allCases))
        try database.write { db in
            for status in statuses { try insert(status, on: db) }
        }
    }

    private func insert(_ status: JobStatus, on db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO jobs (
                kind, tenant, subject, payload, priority, enqueued_at, run_at, rank, state,
                attempt, max_attempts, room, claim, worker, lease_until, cancel_requested,
                finished_at, progress_done
            )
            VALUES ('test', 't', 's', '{}', 5, 0, $1, 0, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0)
            """,
            [
                status.runAt, status.state.rawValue, status.attempt, status.maxAttempts,
                status.room, status.claim, status.state == .running ? "w" : nil,
                status.leaseUntil, status.cancelRequested, status.finishedAt,
            ])
    }

    /// The table's checks refuse what the invariants forbid.
    func testTheTableRefusesWhatIsNoStatus() throws {
        let folder = try TemporaryFolder()
        let database = try SQLiteDatabase(path: folder.path("test.db"))
        try Migrator(JobQueue.migrations).migrate(database, at: now)
        let situation = Situation(isCancelled: false, isLastAttempt: false, hasRoom: false)
        var leaseless = makeStatus(.running, situation)
        leaseless.leaseUntil = nil
        var leased = makeStatus(.available, situation)
        leased.leaseUntil = lease
        var unfinished = makeStatus(.failed, situation)
        unfinished.finishedAt = nil
        var negative = makeStatus(.available, situation)
        negative.attempt = -1
        for status in [leaseless, leased, unfinished, negative] {
            assertStorageError(.constraint) {
                try database.write { try insert(status, on: $0) }
            }
        }
    }

    // MARK: - Details

    func testAClaimBeginsAnAttemptWithANewNumber() throws {
        let status = JobStatus(maxAttempts: 3, runAt: now)
        let claimed = try status.after(.claimed(leaseUntil: lease), at: now)
        XCTAssertEqual(claimed.attempt, 1)
        XCTAssertEqual(claimed.claim, 1)
        XCTAssertEqual(claimed.leaseUntil, lease)
        XCTAssertEqual(claimed.runAt, now)
    }

    func testOnlyHandingBackGivesTheAttemptBackAndKeepsTheTime() throws {
        let status = try JobStatus(maxAttempts: 3, runAt: now)
            .after(.claimed(leaseUntil: lease), at: now)
        let later = now + .seconds(5)
        let back = try status.after(.handedBack, at: later)
        XCTAssertEqual(back.attempt, 0)
        XCTAssertEqual(back.runAt, now)
        let lapsed = try status.after(.lapsed, at: later)
        XCTAssertEqual(lapsed.attempt, 1)
        XCTAssertEqual(lapsed.runAt, later)
    }

    func testARetryStartsFromTheBeginning() throws {
        let status = makeStatus(
            .cancelled, Situation(isCancelled: true, isLastAttempt: true, hasRoom: true))
        let retried = try status.after(.retried, at: now)
        var expected = JobStatus(maxAttempts: 3, runAt: now)
        expected.claim = status.claim
        XCTAssertEqual(retried, expected)
    }
}
