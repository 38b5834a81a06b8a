internal import Foundation

/// Starts helpers ahead of their use, so that a document does not wait for one.
///
/// A helper serves one document and ends. All are started by one thread that
/// lives as long as the pool: Linux ends a child with the thread that started it
/// (PR_SET_PDEATHSIG in prctl(2)), and a job's thread is gone before its
/// successor's helper is used. Safe from any thread.
public final class HelperPool: Sendable {
    /// Where its helpers are counted.
    public let counts: HelperCounts
    private let starter: HelperStarter

    /// `maxWarm` helpers wait at the most, about 15 MB of memory each; none is
    /// started before `prepare()` or `take()`.
    public init(
        _ executable: HelperProcess.Executable, maxPayload: Int, maxWarm: Int,
        counts: HelperCounts = HelperCounts()
    ) {
        self.counts = counts
        starter = HelperStarter(
            executable, maxPayload: maxPayload, maxWarm: maxWarm, counts: counts)
        let thread = Thread { [starter] in starter.startUntilStopped() }
        thread.name = "helper-starter"
        thread.start()
    }

    deinit {
        starter.stop()
    }

    /// Has helpers started in the background; returns at once.
    public func prepare() {
        starter.prepare()
    }

    /// A helper for one document: one that waits, or a new one.
    ///
    /// With `startingNext` another one is started in its place, for the document
    /// after this one; without, only when somebody asks again.
    ///
    /// It must not outlive the pool: the kernel ends it with the pool's thread.
    /// Throws `JobFailure` of class `transient` where none can be started.
    public func take(startingNext: Bool = true) throws -> HelperProcess {
        try starter.take(startingNext: startingNext)
    }
}

/// The pool's state and the body of its thread.
private final class HelperStarter: @unchecked Sendable {
    // Sendable: every variable is only touched with `condition` locked; a helper is
    // used by the one thread that took it out of `ready`.
    private let executable: HelperProcess.Executable
    private let maxPayload: Int
    private let maxWarm: Int
    private let counts: HelperCounts
    private let condition = NSCondition()
    private var ready: [Result<HelperProcess, any Error>] = []
    private var warm = 0
    private var takers = 0
    private var isStopped = false

    init(
        _ executable: HelperProcess.Executable, maxPayload: Int, maxWarm: Int,
        counts: HelperCounts
    ) {
        self.executable = executable
        self.maxPayload = maxPayload
        self.maxWarm = maxWarm
        self.counts = counts
    }

    func prepare() {
        condition.withLock {
            warm = maxWarm
            condition.broadcast()
        }
    }

    func stop() {
        condition.withLock {
            isStopped = true
            condition.broadcast()
        }
    }

    func take(startingNext: Bool) throws -> HelperProcess {
        let result = condition.withLock {
            takers += 1
            warm = startingNext ? maxWarm : max(0, min(warm, ready.count) - 1)
            condition.broadcast()
            while ready.isEmpty { condition.wait() }
            takers -= 1
            return ready.removeFirst()
        }
        return try result.get()
    }

    func startUntilStopped() {
        condition.lock()
        while !isStopped {
            guard ready.count < warm + takers else {
                condition.wait()
                continue
            }
            condition.unlock()
            let result = Result { try HelperProcess(executable, maxPayload: maxPayload) }
            counts.noteStart(succeeded: (try? result.get()) != nil)
            condition.lock()
            add(result)
        }
        condition.unlock()
    }

    /// A failure is only for those who wait now; nobody waits for a spare one.
    private func add(_ result: Result<HelperProcess, any Error>) {
        if case .failure = result {
            warm = 0
            guard takers > 0 else { return }
        }
        ready.append(result)
        condition.broadcast()
    }
}
