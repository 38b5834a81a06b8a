internal import Storage
internal import Synchronization

extension JobRunner {
    func keepLeasesUntilDrained() {
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

    private func renewLeases() {
        let runs = state.withLock { $0.running }
        guard !runs.isEmpty else { return }
        do {
            let ids = Set(runs.values.map(\.job.id)).sorted()
            let held = try queue.renewLeases(of: settings.name, for: ids)
            queueOutage.noteSuccess()
            for run in runs.values { tell(run, held[run.job.id]) }
        } catch {
            // Tried again in time: a lease outlives two missed renewals.
            note(error, of: queueOutage)
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
            queueOutage.noteSuccess()
        } catch {
            note(error, of: queueOutage)
        }
    }
}
