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
        if places > 0 { return claim(places, of: capacity, except: []) }
        let claimed = claimForGuests()
        if claimed == .none { askForPlace() }
        return claimed
    }

    /// Claims for tenants that have nothing here while others have every slot.
    private func claimForGuests() -> Claimed {
        let places = guestRoom.take(settings.guests)
        guard places > 0 else { return .none }
        let hosts = state.withLock { Set($0.running.values.map(\.job.tenant)) }
        return claim(places, of: guestRoom, except: hosts.sorted())
    }

    private func claim(_ count: Int, of places: Capacity, except tenants: [String]) -> Claimed {
        do {
            let jobs = try claim(count, except: tenants)
            queueOutage.noteSuccess()
            // First what is left, so that a job finds the idle threads as it starts.
            places.giveBackQuietly(count - jobs.count)
            start(jobs, on: places)
            return jobs.isEmpty ? .none : .jobs
        } catch {
            places.giveBackQuietly(count)
            note(error, of: queueOutage)
            return (error as? StorageError)?.mayPass == true ? .unanswered : .refused
        }
    }

    /// Where tenants are passed over there is mostly no other: a look costs no turn at writing.
    private func claim(_ count: Int, except tenants: [String]) throws -> [Job] {
        guard try tenants.isEmpty || queue.hasDueJobs(of: kinds, except: tenants) else {
            return []
        }
        return try queue.claim(count, of: kinds, for: settings.name, except: tenants)
    }

    /// Lets jobs that borrowed places know that another job is due.
    private func askForPlace() {
        let running = state.withLock { $0.running.count - $0.guests.count }
        guard running < settings.slots else { return }
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

    private func start(_ jobs: [Job], on places: Capacity) {
        let runs = jobs.map { JobRun($0, queue: queue, capacity: capacity) }
        let areGuests = places === guestRoom
        let areLate = state.withLock { state in
            for run in runs {
                state.running[ObjectIdentifier(run)] = run
                if areGuests { state.guests.insert(ObjectIdentifier(run)) }
            }
            return state.isHandingBack
        }
        if areLate { for run in runs { run.requestStop(.draining) } }
        line.add(runs)
    }
}
