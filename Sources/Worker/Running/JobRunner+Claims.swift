internal import Foundation
internal import Storage
internal import Synchronization

extension JobRunner {
    /// What came of looking for jobs.
    private enum Claimed {
        case jobs
        /// Nothing was due, or no place was free.
        case none
        /// The claim may have been kept, and its answer lost.
        case unanswered
        case refused
    }

    /// How long a claim waits for jobs that are about to end, so that it fills their
    /// places as well: a claim costs much the same for one job as for many.
    private static let linger: Duration = .milliseconds(5)

    func claimUntilDrained() {
        defer { stopClaiming() }
        var mayHoldUnknown = false
        while !isDraining {
            guard waitOutOutages() else { continue }
            lingerForFinishing()
            let seen = wakeUp.current
            if mayHoldUnknown { mayHoldUnknown = !handBackUnknown() }
            switch mayHoldUnknown ? .unanswered : claimSome() {
            case .jobs, .refused: break
            // Due times and lapsed leases raise no signal: they are looked for.
            case .none: wait(beyond: seen, until: .now + queue.settings.sweep)
            case .unanswered: mayHoldUnknown = true
            }
        }
    }

    private func stopClaiming() {
        state.withLock { $0.isClaiming = false }
        line.close()
        announceEnd()
    }

    private func wait(beyond seen: UInt64, until deadline: ContinuousClock.Instant) {
        wakeUp.wait(
            beyond: seen, until: Date(timeIntervalSinceNow: (deadline - .now).seconds))
    }

    /// False where it is still too early for another try.
    private func waitOutOutages() -> Bool {
        let seen = wakeUp.current
        let nextTry = max(queueOutage.nextTry, workOutage.nextTry)
        guard nextTry > .now, !isDraining else { return true }
        wait(beyond: seen, until: nextTry)
        return nextTry <= .now
    }

    /// Waits while jobs write their outcome, but only for a moment.
    private func lingerForFinishing() {
        let deadline = ContinuousClock.now + Self.linger
        while true {
            let seen = wakeUp.current
            let mustWait = state.withLock { state in
                state.isLingering = state.finishing > 0 && .now < deadline && !state.isDraining
                return state.isLingering
            }
            guard mustWait else { return }
            wait(beyond: seen, until: deadline)
        }
    }

    /// Fills the free places.
    private func claimSome() -> Claimed {
        let places = capacity.take(settings.slots)
        guard places > 0 else {
            askForPlace()
            return .none
        }
        do {
            let jobs = try queue.claim(places, of: kinds, for: settings.name)
            queueOutage.noteSuccess()
            // First what is left, so that a job finds the idle threads as it starts.
            capacity.giveBackQuietly(places - jobs.count)
            start(jobs)
            return jobs.isEmpty ? .none : .jobs
        } catch {
            capacity.giveBackQuietly(places)
            note(error, of: queueOutage)
            return (error as? StorageError)?.mayPass == true ? .unanswered : .refused
        }
    }

    /// Lets jobs that borrowed places know that another job is due.
    private func askForPlace() {
        guard state.withLock({ $0.running.count }) < settings.slots else { return }
        do {
            if try queue.hasDueJobs(of: kinds) { capacity.ask() }
        } catch {
            note(error, of: queueOutage)
        }
    }

    private var kinds: [String] { handlers.keys.sorted() }

    /// Jobs that were claimed without an answer are given to whoever comes first.
    private func handBackUnknown() -> Bool {
        do {
            let known = state.withLock { Set($0.running.values.map(\.job.id)) }
            try queue.handBackJobs(of: settings.name, notAmong: known)
            return true
        } catch {
            note(error, of: queueOutage)
            return false
        }
    }

    private func start(_ jobs: [Job]) {
        let runs = jobs.map { JobRun($0, queue: queue, capacity: capacity) }
        let areLate = state.withLock { state in
            for run in runs { state.running[ObjectIdentifier(run)] = run }
            return state.isHandingBack
        }
        if areLate { for run in runs { run.requestStop(.draining) } }
        line.add(runs)
    }
}
