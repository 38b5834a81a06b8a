internal import Worker

/// All metrics of a process and its store, as one text.
///
/// What the store does not answer in time is left out, and `muniment_store_answers` is 0 then:
/// the rest is wanted most when the store is away.
struct MetricsPage: Sendable {
    let process: ServedProcess
    let counts: StoreCounts

    func text() -> String {
        var text = PrometheusText()
        addProcess(to: &text)
        addServer(to: &text)
        text.add(process.requests)
        text.add(process.jobs)
        text.add(process.helpers.all)
        if let invariants = process.invariants { text.add(invariants.found) }
        addStore(to: &text)
        return text.text
    }

    private func addProcess(to text: inout PrometheusText) {
        text.metric("muniment_build_info", .gauge, help: "The version that runs.")
        text.sample("muniment_build_info", 1, ["version": process.version])
        let usage = ProcessUsage.now()
        text.gauge("process_resident_memory_bytes", usage.residentBytes, "Memory in use.")
        text.gauge("process_open_fds", usage.openDescriptors, "Open file descriptors.")
        text.gauge("process_max_fds", usage.maxDescriptors, "Descriptors that may be open.")
        text.metric("process_cpu_seconds_total", .counter, help: "Processor time used.")
        text.sample("process_cpu_seconds_total", usage.cpuSeconds)
    }

    private func addServer(to text: inout PrometheusText) {
        guard let server = process.server.server else { return }
        text.gauge("muniment_http_connections", server.connectionCount, "Open connections.")
        text.gauge("muniment_http_requests_running", server.requestCount, "Running requests.")
    }

    private func addStore(to text: inout PrometheusText) {
        let census = try? counts.census()
        let files = census == nil ? nil : try? counts.files()
        let answers = census != nil && files != nil
        text.gauge("muniment_store_answers", answers ? 1 : 0, "Whether the store was counted.")
        if let census { text.add(census, at: counts.now()) }
        if let files {
            text.gauge("muniment_files", files.count, "Files kept, each content once.")
            text.gauge("muniment_file_bytes", files.byteCount, "Bytes of those files.")
        }
        if let free = (try? counts.availableBytes()) ?? nil {
            text.gauge("muniment_blob_free_bytes", free, "Room where blobs are kept.")
        }
    }
}

extension PrometheusText {
    /// Adds a metric of one sample.
    mutating func gauge(_ name: String, _ value: Int, _ help: String) {
        metric(name, .gauge, help: help)
        sample(name, Double(value))
    }
}
