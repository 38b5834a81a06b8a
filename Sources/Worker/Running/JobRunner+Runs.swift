internal import Storage
internal import Synchronization

extension JobRunner {
    /// What a slot's thread does.
    func runUntilDrained() {
        while let run = line.next() {
            let isFinishing = finish(run)
            letGo(run, isFinishing: isFinishing)
        }
    }

    /// The claiming thread is woken by each, but while it waits for several by the
    /// last of them.
    private func letGo(_ run: JobRun, isFinishing: Bool) {
        let (mustWake, isDraining) = state.withLock { state in
            state.running[ObjectIdentifier(run)] = nil
            let wasGuest = state.guests.remove(ObjectIdentifier(run)) != nil
            (wasGuest ? guestRoom : capacity).giveBackQuietly()
            if isFinishing { state.finishing -= 1 }
            return (!state.isLingering || state.finishing == 0, state.isDraining)
        }
        if mustWake { wakeUp.raise() }
        if isDraining { announceEnd() }
    }

    /// Returns whether the run was counted as finishing.
    private func finish(_ run: JobRun) -> Bool {
        var isFinishing = false
        var outcome = JobMetrics.Outcome.lost
        let start = ContinuousClock.now
        defer { metrics.record(run.job.kind, outcome, .now - start) }
        do {
            outcome = try work(run) {
                state.withLock { $0.finishing += 1 }
                isFinishing = true
            }
        } catch let error as JobQueueError where error.code == .leaseLost {
            // Another worker has the job by now; it is no longer ours to end.
            report(.leaseLost(run.job))
        } catch let error as StorageError where error.mayPass {
            // It lasted longer than the lease. The job runs again once that is noticed.
            note(error, of: workOutage)
        } catch {
            // The outcome could not be written. The lease will lapse and the job
            // run again, which is what the lease is for.
            report(.defect(run.job, error))
        }
        return isFinishing
    }

    private func work(_ run: JobRun, whenDone: () -> Void) throws -> JobMetrics.Outcome {
        guard let handler = handlers[run.job.kind] else {
            preconditionFailure("a job was claimed of a kind that has no handler")
        }
        do {
            switch try handler.run(run) {
            case .completed(let body):
                whenDone()
                try queue.complete(run.job, body)
            }
            workOutage.noteSuccess()
            return .completed
        } catch let failure as JobFailure {
            if failure.failureClass == .ours { report(.defect(run.job, failure)) }
            try queue.fail(run.job, failure)
            return .failed(failure.failureClass)
        } catch is JobStopped where run.stopReason != nil {
            return try giveUp(run)
        } catch let error as JobQueueError where error.code == .leaseLost {
            throw error
        } catch let error as StorageError where error.mayPass {
            // Nobody's fault: no attempt is used up, and this worker claims nothing for
            // a while.
            note(error, of: workOutage)
            try queue.handBack(run.job)
            return .handedBack
        } catch {
            report(.defect(run.job, error))
            try queue.fail(
                run.job, JobFailure(.ours, code: "defect", message: "\(error)"))
            return .failed(.ours)
        }
    }

    private func giveUp(_ run: JobRun) throws -> JobMetrics.Outcome {
        switch run.stopReason {
        case .cancelled:
            try queue.stop(run.job)
            return .cancelled
        case .draining:
            try queue.handBack(run.job)
            return .handedBack
        case .lost, nil:
            report(.leaseLost(run.job))
            return .lost
        }
    }
}
