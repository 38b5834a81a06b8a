internal import Storage
internal import Worker

extension PrometheusText {
    /// Adds the live jobs of all processes.
    mutating func add(_ census: [QueueCensus], at now: Timestamp) {
        metric("muniment_queue_jobs", .gauge, help: "Live jobs by kind and state.")
        for line in census {
            sample(
                "muniment_queue_jobs", Double(line.waiting),
                ["kind": line.kind, "state": JobState.available.rawValue])
            sample(
                "muniment_queue_jobs", Double(line.running),
                ["kind": line.kind, "state": JobState.running.rawValue])
        }
        metric(
            "muniment_queue_age_seconds", .gauge,
            help: "How long the job has been due that waits longest.")
        for line in census {
            let age = line.dueSince.map { max(0, (now - $0).seconds) } ?? 0
            sample("muniment_queue_age_seconds", age, ["kind": line.kind])
        }
    }

    /// Adds what this process's runner did, in the order of kinds and outcomes.
    mutating func add(_ jobs: JobMetrics) {
        let name = "muniment_job_duration_seconds"
        metric(name, .histogram, help: "How long attempts at jobs took, by how they ended.")
        let all = jobs.all.sorted {
            ($0.key.kind, $0.key.outcome.name) < ($1.key.kind, $1.key.outcome.name)
        }
        for (series, counts) in all { addHistogram(name, series, counts) }
    }

    private mutating func addHistogram(
        _ name: String, _ series: JobMetrics.Series, _ counts: JobMetrics.Counts
    ) {
        let outcome = series.outcome.name
        var sum = 0
        let bounds = JobMetrics.bounds.map { String($0) } + ["+Inf"]
        for (bound, count) in zip(bounds, counts.durations) {
            sum += count
            sample(
                "\(name)_bucket", Double(sum),
                ["kind": series.kind, "outcome": outcome, "le": bound])
        }
        sample("\(name)_sum", counts.seconds, ["kind": series.kind, "outcome": outcome])
        sample("\(name)_count", Double(sum), ["kind": series.kind, "outcome": outcome])
    }

    /// Adds the processes that read documents for this one.
    mutating func add(_ helpers: HelperCounts.Counts) {
        metric("muniment_helper_starts_total", .counter, help: "Helper processes started.")
        sample("muniment_helper_starts_total", Double(helpers.starts), ["outcome": "started"])
        sample(
            "muniment_helper_starts_total", Double(helpers.failedStarts), ["outcome": "refused"])
        metric(
            "muniment_helper_kills_total", .counter,
            help: "Helper processes that were killed or died at work, by reason.")
        for (reason, count) in helpers.deaths.sorted(by: { $0.key < $1.key }) {
            sample("muniment_helper_kills_total", Double(count), ["reason": reason])
        }
    }
}
