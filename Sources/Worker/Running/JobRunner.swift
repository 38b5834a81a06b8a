internal import Foundation
internal import Storage
internal import Synchronization

/// Claims jobs and runs them on threads of its own, until it is drained.
///
/// One thread claims, one keeps the leases and looks for lapsed ones, and each slot
/// has a thread that runs one job after the other. Starting twice and draining twice
/// are harmless.
public final class JobRunner: Sendable {
    /// How many jobs run at the same time, how long a drain waits, and names.
    public struct Settings: Hashable, Sendable {
        /// Threads for jobs; default is the number of cores.
        public var slots = ProcessInfo.processInfo.activeProcessorCount
        /// Threads beyond the slots, for jobs of tenants that run none here while all slots are
        /// taken: one tenant's long jobs do not keep another waiting. Default is 1.
        public var guests = 1
        /// How long a drain lets jobs finish before they are handed back; default
        /// is 8 seconds, so that the whole drain stays within 10.
        public var drainGrace: Duration = .seconds(8)
        /// How this worker is called in the queue; unique among all workers.
        public var name = JobRunner.uniqueName()

        public init() {}
    }

    let queue: JobQueue
    let handlers: [String: any JobHandler]
    let settings: Settings
    let metrics: JobMetrics
    let report: @Sendable (Trouble) -> Void
    let capacity: Capacity
    let guestRoom: Capacity
    let wakeUp: Signal
    let line = RunLine()
    /// Of the queue, for the threads that claim and keep leases.
    let queueOutage = Outage()
    /// Of something that a job needs, which may be the queue again.
    let workOutage = Outage()
    let state = Mutex(State())
    private let ended = NSCondition()

    struct State {
        /// By run, not by job: a job that was lost may be claimed again by this very
        /// worker while its first run has not stopped yet.
        var running: [ObjectIdentifier: JobRun] = [:]
        /// Those of them that run beyond the slots.
        var guests: Set<ObjectIdentifier> = []
        /// How many of them are writing their outcome.
        var finishing = 0
        /// Whether the claiming thread waits for those a moment.
        var isLingering = false
        var threads = 0
        var isClaiming = false
        var isStarted = false
        var isDraining = false
        /// Whether the time to finish is over.
        var isHandingBack = false
    }

    /// What somebody should look at; the runner itself goes on.
    public enum Trouble: Sendable {
        /// A job failed with class `ours`, or its outcome could not be written.
        case defect(Job, any Error)
        /// The job's lease ran out under this worker, which was stopped or cut off for longer
        /// than a lease lasts: nothing more of the attempt is written, and the job is another's.
        case leaseLost(Job)
        /// The queue, or what a job needs, cannot be reached: told once an outage,
        /// and tried again. Jobs that met it are handed back.
        case queueUnavailable(any Error)
    }

    /// `report` is called on any of the runner's threads; attempts are counted in `metrics`.
    public init(
        queue: JobQueue, handlers: [any JobHandler], settings: Settings = Settings(),
        metrics: JobMetrics = JobMetrics(),
        report: @escaping @Sendable (Trouble) -> Void
    ) {
        self.queue = queue
        self.handlers = Dictionary(
            handlers.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
        self.settings = settings
        self.metrics = metrics
        self.report = report
        let wakeUp = queue.database.listen(to: JobQueue.topic)
        self.wakeUp = wakeUp
        capacity = Capacity(settings.slots) { wakeUp.raise() }
        guestRoom = Capacity(settings.guests)
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
            guard !state.isStarted, !state.isDraining else { return false }
            state.isStarted = true
            state.isClaiming = true
            return true
        }
        guard mustStart else { return }
        startThread("job-claims") { [self] in claimUntilDrained() }
        startThread("job-leases") { [self] in keepLeasesUntilDrained() }
        for slot in 1...max(settings.slots, 1) + settings.guests {
            startThread("job-slot-\(slot)") { [self] in runUntilDrained() }
        }
    }

    /// Stops claiming, lets running jobs finish, hands back what does not finish
    /// in time, and returns when every thread has ended.
    public func drain() {
        state.withLock { $0.isDraining = true }
        wakeUp.raise()
        announceEnd()
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
            announceEnd()
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

    /// Whether no lease has to be kept any more.
    var isDrained: Bool {
        state.withLock { $0.isDraining && !$0.isClaiming && $0.running.isEmpty }
    }

    /// Until something ends or a drain begins, at most until `deadline`.
    ///
    /// Both change the state before they lock `ended`: looking once more with it
    /// locked, no wake-up is missed.
    func waitForEnd(until deadline: ContinuousClock.Instant) {
        let left = (deadline - .now).seconds
        ended.withLock {
            guard !isDrained, left > 0 else { return }
            _ = ended.wait(until: Date(timeIntervalSinceNow: left))
        }
    }

    /// Wakes the lease thread, and who waits for the end.
    func announceEnd() {
        ended.withLock { ended.broadcast() }
    }

    /// Tells of an outage once.
    func note(_ error: any Error, of outage: Outage) {
        if outage.noteFailure() { report(.queueUnavailable(error)) }
    }
}
