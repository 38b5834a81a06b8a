/// Metrics in the text format of Prometheus, version 0.0.4.
public struct PrometheusText {
    public enum Kind: String, Sendable {
        case counter
        case gauge
        case histogram
    }

    public static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    public private(set) var text = ""

    public init() {}

    /// Starts a metric, whose samples have to follow at once.
    public mutating func metric(_ name: String, _ kind: Kind, help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    /// Adds a sample. Label values may hold anything.
    public mutating func sample(
        _ name: String, _ value: Double, _ labels: KeyValuePairs<String, String> = [:]
    ) {
        text += name
        if !labels.isEmpty {
            let pairs = labels.map { "\($0.key)=\"\(Self.escaped($0.value))\"" }
            text += "{" + pairs.joined(separator: ",") + "}"
        }
        text += " \(Self.number(value))\n"
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("\n", with: "\\n")
    }

    private static func number(_ value: Double) -> String {
        Int(exactly: value).map { String($0) } ?? String(value)
    }
}

extension PrometheusText {
    /// Adds what was counted of requests, in the order of routes.
    public mutating func add(_ metrics: RequestMetrics) {
        let all = metrics.all.sorted {
            ($0.key.route, $0.key.method, $0.key.status)
                < ($1.key.route, $1.key.method, $1.key.status)
        }
        let prefix = "muniment_http"
        metric(
            "\(prefix)_request_duration_seconds", .histogram, help: "How long requests took.")
        for (series, counts) in all { addHistogram(series, counts) }
        metric("\(prefix)_request_bytes_total", .counter, help: "Bytes of bodies that came in.")
        for (series, counts) in all {
            sample("\(prefix)_request_bytes_total", Double(counts.bytesIn), series.labels)
        }
        metric("\(prefix)_response_bytes_total", .counter, help: "Bytes of bodies answered.")
        for (series, counts) in all {
            sample("\(prefix)_response_bytes_total", Double(counts.bytesOut), series.labels)
        }
        addUnsoundBlobs(of: metrics)
    }

    private mutating func addUnsoundBlobs(of metrics: RequestMetrics) {
        let name = "muniment_http_unsound_blobs_total"
        metric(
            name, .counter,
            help: "Answers refused or cut because stored bytes are damaged or missing.")
        for condition in UnsoundBlob.Condition.allCases {
            sample(
                name, Double(metrics.unsoundBlobs(condition)), ["condition": condition.rawValue])
        }
    }

    private mutating func addHistogram(
        _ series: RequestMetrics.Series, _ counts: RequestMetrics.Counts
    ) {
        let name = "muniment_http_request_duration_seconds"
        var sum = 0
        let bounds = RequestMetrics.bounds.map { String($0) } + ["+Inf"]
        for (bound, count) in zip(bounds, counts.latencies) {
            sum += count
            sample(
                "\(name)_bucket", Double(sum),
                [
                    "method": series.method, "route": series.route, "status": series.status,
                    "le": bound,
                ])
        }
        sample("\(name)_sum", counts.seconds, series.labels)
        sample("\(name)_count", Double(sum), series.labels)
    }
}

extension RequestMetrics.Series {
    fileprivate var labels: KeyValuePairs<String, String> {
        ["method": method, "route": route, "status": status]
    }
}
