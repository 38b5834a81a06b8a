import Foundation
import Storage
import Synchronization
import Worker

/// The queue in one process, every transaction durable.
struct QueueCase: BenchmarkCase {
    static let name = "queue"
    static let title = "Durable enqueues, and claim and complete, in one process"

    private let settings: BenchmarkSettings
    private static let jobs = 20_000
    private static let threads = 16

    init(_ settings: BenchmarkSettings) {
        self.settings = settings
    }

    func run() throws {
        var enqueues: [Double] = []
        var completions: [Double] = []
        for _ in 0..<settings.rounds {
            let scratch = try ScratchFolder()
            let database = try Self.makeDatabase(in: scratch.path)
            let queue = JobQueue(database: database)
            enqueues.append(
                Double(Self.jobs) / (try Self.enqueue(Self.jobs, on: queue, in: database)))
            completions.append(Double(Self.jobs) / (try Self.workOff(Self.jobs, of: queue)))
        }
        report(
            "enqueues, one a transaction, 16 threads", Measurement(enqueues).text("/s", digits: 0))
        report("claim and complete, 16 slots", Measurement(completions).text("/s", digits: 0))
    }

    static func makeDatabase(in folder: String) throws -> SQLiteDatabase {
        let database = try SQLiteDatabase(path: folder + "/queue.db")
        try Migrator(JobQueue.migrations).migrate(database, at: .now())
        return database
    }

    /// Enqueues with many threads, as requests of a server do; returns the seconds.
    static func enqueue(_ count: Int, on queue: JobQueue, in database: any Database) throws
        -> Double
    {
        let failures = Mutex(0)
        let seconds = Measurement.seconds {
            DispatchQueue.concurrentPerform(iterations: threads) { thread in
                for index in 0..<count / threads {
                    let job = NewJob(
                        kind: "nothing", tenant: "tenant-\(thread % 4)", subject: "\(index)")
                    do {
                        try database.write { db in try queue.enqueue(job, on: db) }
                    } catch {
                        failures.withLock { $0 += 1 }
                    }
                }
            }
        }
        let failed = failures.withLock { $0 }
        precondition(failed == 0, "\(failed) enqueues failed")
        return seconds
    }

    /// Runs all jobs with a real runner; returns the seconds until the last is done.
    static func workOff(_ count: Int, of queue: JobQueue) throws -> Double {
        let done = Mutex(0)
        let finished = DispatchSemaphore(value: 0)
        var runnerSettings = JobRunner.Settings()
        runnerSettings.slots = threads
        let runner = JobRunner(
            queue: queue,
            handlers: [
                NothingHandler {
                    let now = done.withLock { done in
                        done += 1
                        return done
                    }
                    if now == count { finished.signal() }
                }
            ],
            settings: runnerSettings, report: { print("trouble: \($0)") })
        let seconds = Measurement.seconds {
            runner.start()
            finished.wait()
            runner.drain()
        }
        return seconds
    }
}

/// A job without work: what is left is the queue.
struct NothingHandler: JobHandler {
    let kind = "nothing"
    let onDone: @Sendable () -> Void

    init(_ onDone: @escaping @Sendable () -> Void) {
        self.onDone = onDone
    }

    func run(_ run: JobRun) throws -> JobOutcome {
        .completed { _ in onDone() }
    }
}
