internal import Foundation
internal import Storage
internal import Synchronization

/// Claims jobs and runs them on threads of its own, until it is drained.
///
/// One thread claims, one keeps the leases and looks for lapsed ones, and each
/// running job has a thread. Starting twice and draining twice are harmless.
public final class JobRunner: Sendable {
    /// How many jobs run at the same time, how long a drain waits, and names.
    public struct Settings: Hashable, Sendable {
        /// Threads for jobs; default is the number of cores.
        public var slots = ProcessInfo.processInfo.activeProcessorCount
        /// How long a drain lets jobs finish before they are handed back; default
        /// is 8 seconds, so that the whole drain stays within 10.
        public var drainGrace: Duration = .seconds(8)
        /// How this worker is called in the queue; unique among all workers.
        public var name = JobRunner.uniqueName()

        public init() {}
    }

    private let queue: JobQueue
    private let handlers: [String: any JobHandler]
    private let settings: Settings
    private let report: @Sendable (Trouble) -> Void
    private let capacity: Capacity
    private let wakeUp: Signal
    private let state = Mutex(State())
    private let ended = NSCondition()

    private struct State {
        /// By run, not by job: a job that was lost may be claimed again by this very
        /// worker while its first run has not stopped yet.
        var running: [ObjectIdentifier: JobRun] = [:]
        var threads = 0
        var isStarted = false
        var isDraining = false
        /// Whether the time to finish is over.
        var isHandingBack = false
    }

    /// What somebody should look at; the runner itself goes on.
    public enum Trouble: Sendable {
        /// A job failed with class `ours`, or its outcome could not be written.
        case defect(Job, any Error)
        /// The queue could not be reached; it is tried again within a second.
        case queueUnavailable(any Error)
    }

    /// `report` is called on any of the runner's threads.
    public init(
        queue: JobQueue, handlers: [any JobHandler], settings: Settings = Settings(),
        report: @escaping @Sendable (Trouble) -> Void
    ) {
        self.queue = queue
        self.handlers = Dictionary(
            handlers.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
        self.settings = settings
        self.report = report
        let wakeUp = queue.database.listen(to: JobQueue.topic)
        self.wakeUp = wakeUp
        capacity = Capacity(settings.slots) { wakeUp.raise() }
    }

    /// Host, process and a random part: never the name of an earlier process.
    public static func uniqueName() -> String {
        let process = ProcessInfo.processInfo
        let random = String(UInt32.random(in: 0...UInt32.max), radix: 36)
        return "\(process.hostName):\(process.processIdentifier):\(random)"
    }

    /// Starts to claim and run jobs; returns at once.
    public func start() {
        let mustStart = state.withLock { state in
            defer { state.isStarted = true }
            return !state.isStarted && !state.isDraining
        }
        guard mustStart else { return }
        startThread("job-claims") { [self] in claimUntilDrained() }
        startThread("job-leases") { [self] in keepLeasesUntilDrained() }
    }

    /// Stops claiming, lets running jobs finish, hands back what does not finish
    /// in time, and returns when every thread has ended.
    public func drain() {
        state.withLock { $0.isDraining = true }
        wakeUp.raise()
        ended.withLock { ended.broadcast() }
        waitUntilIdle(until: Date(timeIntervalSinceNow: settings.drainGrace.seconds))
        let runs = state.withLock { state in
            state.isHandingBack = true
            return Array(state.running.values)
        }
        for run in runs { run.requestStop(.draining) }
        waitUntilIdle()
    }

    /// Whether a drain was asked for, so that nothing new will be run.
    public var isDraining: Bool { state.withLock { $0.isDraining } }

    // MARK: - Threads

    private func startThread(_ name: String, _ body: @escaping @Sendable () -> Void) {
        state.withLock { $0.threads += 1 }
        let thread = Thread { [self] in
            body()
            state.withLock { $0.threads -= 1 }
            ended.withLock { ended.broadcast() }
        }
        thread.name = name
        thread.stackSize = 1 << 20
        thread.start()
    }

    /// For ever without a deadline.
    private func waitUntilIdle(until deadline: Date? = nil) {
        ended.withLock {
            while state.withLock({ $0.threads }) > 0 {
                guard let deadline else {
                    ended.wait()
                    continue
                }
                if !ended.wait(until: deadline) { return }
            }
        }
    }

    // MARK: - Claiming

    private func claimUntilDrained() {
        while !isDraining {
            let seen = wakeUp.current
            if !claimSome() {
                // Due times and lapsed leases raise no signal: they are looked for.
                wakeUp.wait(
                    beyond: seen, until: Date(timeIntervalSinceNow: queue.settings.sweep.seconds))
            }
        }
    }

    /// Fills the free places; false where nothing was due or none was free.
    private func claimSome() -> Bool {
        var places = 0
        while places < settings.slots, capacity.borrow() { places += 1 }
        guard places > 0 else {
            askForPlace()
            return false
        }
        let jobs = claim(places)
        // First what is left, so that a job finds the idle threads as it starts.
        for _ in jobs.count..<places { capacity.giveBackQuietly() }
        for job in jobs { startRunning(job) }
        return !jobs.isEmpty
    }

    /// Lets jobs that borrowed places know that another job is due.
    private func askForPlace() {
        do {
            if try queue.hasDueJobs(of: kinds) { capacity.ask() }
        } catch {
            report(.queueUnavailable(error))
        }
    }

    private var kinds: [String] { handlers.keys.sorted() }

    private func claim(_ count: Int) -> [Job] {
        do {
            return try queue.claim(count, of: kinds, for: settings.name)
        } catch {
            report(.queueUnavailable(error))
            return []
        }
    }

    private func startRunning(_ job: Job) {
        let run = JobRun(job, queue: queue, capacity: capacity)
        let isLate = state.withLock { state in
            state.running[ObjectIdentifier(run)] = run
            return state.isHandingBack
        }
        if isLate { run.requestStop(.draining) }
        startThread("job-\(job.id)") { [self] in
            finish(run)
            state.withLock { $0.running[ObjectIdentifier(run)] = nil }
            capacity.giveBack()
        }
    }

    // MARK: - Running

    private func finish(_ run: JobRun) {
        do {
            try work(run)
        } catch let error as JobQueueError where error.code == .leaseLost {
            // Another worker has the job by now; it is no longer ours to end.
        } catch {
            // The outcome could not be written. The lease will lapse and the job
            // run again, which is what the lease is for.
            report(.defect(run.job, error))
        }
    }

    private func work(_ run: JobRun) throws {
        guard let handler = handlers[run.job.kind] else {
            preconditionFailure("a job was claimed of a kind that has no handler")
        }
        do {
            switch try handler.run(run) {
            case .completed(let body): try queue.complete(run.job, body)
            }
        } catch let failure as JobFailure {
            if failure.failureClass == .ours { report(.defect(run.job, failure)) }
            try queue.fail(run.job, failure)
        } catch is JobStopped where run.stopReason != nil {
            try giveUp(run)
        } catch let error as JobQueueError where error.code == .leaseLost {
            throw error
        } catch {
            report(.defect(run.job, error))
            try queue.fail(
                run.job, JobFailure(.ours, code: "defect", message: "\(error)"))
        }
    }

    private func giveUp(_ run: JobRun) throws {
        switch run.stopReason {
        case .cancelled: try queue.stop(run.job)
        case .draining: try queue.handBack(run.job)
        case .lost, nil: break
        }
    }

    // MARK: - Leases

    private func keepLeasesUntilDrained() {
        var renewal = ContinuousClock.now
        var sweeping = ContinuousClock.now
        while !isDrained {
            if renewal <= .now {
                renewal = .now + queue.settings.renewal
                renewLeases()
            }
            if sweeping <= .now {
                sweeping = .now + queue.settings.sweep
                sweep()
            }
            waitForEnd(until: min(renewal, sweeping))
        }
    }

    /// Whether no lease has to be kept any more.
    private var isDrained: Bool {
        state.withLock { $0.isDraining && $0.running.isEmpty }
    }

    /// Until a thread ends or a drain begins, at most until `deadline`.
    ///
    /// Both change the state before they lock `ended`: looking once more with it
    /// locked, no wake-up is missed.
    private func waitForEnd(until deadline: ContinuousClock.Instant) {
        let left = (deadline - .now).seconds
        ended.withLock {
            guard !isDrained, left > 0 else { return }
            _ = ended.wait(until: Date(timeIntervalSinceNow: left))
        }
    }

    private func renewLeases() {
        let runs = state.withLock { $0.running }
        guard !runs.isEmpty else { return }
        do {
            let held = try queue.renewLeases(of: settings.name)
            for run in runs.values { tell(run, held[run.job.id]) }
        } catch {
            // Tried again in time: a lease outlives two missed renewals.
            report(.queueUnavailable(error))
        }
    }

    private func tell(_ run: JobRun, _ held: JobQueue.Held?) {
        if let held, held.claim == run.job.status.claim {
            if held.cancelRequested { run.requestStop(.cancelled) }
        } else if state.withLock({ $0.running[ObjectIdentifier(run)] != nil }) {
            run.requestStop(.lost)
        }
    }

    private func sweep() {
        do {
            try queue.releaseLapsedJobs()
        } catch {
            report(.queueUnavailable(error))
        }
    }
}
