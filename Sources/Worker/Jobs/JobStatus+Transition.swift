public import Storage

extension JobStatus {
    /// The status after `event`: the whole state machine, without I/O.
    ///
    /// `jitter`, 0…1, places the next attempt within its backoff. Throws
    /// `IllegalTransition` for an event that cannot happen in this state.
    public func after(
        _ event: JobEvent, at now: Timestamp, retrying policy: RetryPolicy = RetryPolicy(),
        jitter: Double = 1
    ) throws -> JobStatus {
        switch (state, event) {
        case (.available, .claimed(let lease)):
            claimed(until: lease)
        case (.available, .cancelRequested):
            finished(.cancelled, at: now)
        case (.running, .renewed(let lease)):
            renewed(until: lease)
        case (.running, .completed):
            finished(.completed, at: now)
        case (.running, .cancelRequested):
            withCancelRequested
        case (.running, .stopped) where cancelRequested:
            finished(.cancelled, at: now)
        case (.running, .handedBack):
            cancelRequested ? finished(.cancelled, at: now) : handedBack
        case (.running, .lapsed):
            cancelRequested ? finished(.cancelled, at: now) : lapsed(at: now)
        case (.running, .failed(let failure)):
            failed(failure, at: now, policy, jitter)
        case (.completed, .retried), (.failed, .retried), (.cancelled, .retried):
            retried(at: now)
        default:
            throw IllegalTransition(state: state, event: event)
        }
    }

    private func claimed(until lease: Timestamp) -> JobStatus {
        var next = self
        next.state = .running
        next.attempt += 1
        next.claim += 1
        next.leaseUntil = lease
        return next
    }

    private func renewed(until lease: Timestamp) -> JobStatus {
        var next = self
        next.leaseUntil = lease
        return next
    }

    private var withCancelRequested: JobStatus {
        var next = self
        next.cancelRequested = true
        return next
    }

    private func finished(_ state: JobState, at now: Timestamp) -> JobStatus {
        var next = self
        next.state = state
        next.leaseUntil = nil
        next.finishedAt = now
        return next
    }

    private func available(at moment: Timestamp) -> JobStatus {
        var next = self
        next.state = .available
        next.leaseUntil = nil
        next.runAt = moment
        return next
    }

    // It was due already, and keeps its place in the order of claiming.
    private var handedBack: JobStatus {
        var next = available(at: runAt)
        next.attempt -= 1
        return next
    }

    private func lapsed(at now: Timestamp) -> JobStatus {
        attempt < maxAttempts ? available(at: now) : finished(.failed, at: now)
    }

    private func failed(
        _ failure: FailureClass, at now: Timestamp, _ policy: RetryPolicy, _ jitter: Double
    ) -> JobStatus {
        if cancelRequested { return finished(.cancelled, at: now) }
        switch failure {
        case .document:
            return finished(.failed, at: now)
        case .resource:
            guard room == 0 else { return finished(.failed, at: now) }
            var next = available(at: now)
            next.room = 1
            return next
        case .transient, .ours:
            guard attempt < maxAttempts else { return finished(.failed, at: now) }
            return available(at: now + policy.delay(afterAttempt: attempt, jitter: jitter))
        }
    }

    private func retried(at now: Timestamp) -> JobStatus {
        var next = available(at: now)
        next.attempt = 0
        next.room = 0
        next.finishedAt = nil
        next.cancelRequested = false
        return next
    }
}
