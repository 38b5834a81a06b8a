internal import Foundation
public import Ingest
internal import Storage
internal import Worker

/// `/healthz`, `/readyz`, `/metrics` and `/openapi.json`: what whoever runs the server asks.
///
/// None needs a key, and none tells of documents or of people. Keep the first three from the
/// open network at the proxy.
public final class OperationsSurface: Sendable {
    private let process: ServedProcess
    private let readiness: Readiness
    private let metrics: MetricsPage

    public init(store: Store, process: ServedProcess, limits: HealthLimits = HealthLimits()) {
        self.process = process
        let counts = StoreCounts(store: store, limits: limits)
        readiness = Readiness(
            StoreProbes(store: store, limits: limits, census: counts.census).all
                + process.invariants.probes,
            patience: limits.patience, freshness: limits.checkFreshness)
        metrics = MetricsPage(process: process, counts: counts)
    }

    /// The surface.
    ///
    /// - Parameter others: All other surfaces of the server, for `/openapi.json`.
    public func surface(beside others: [Surface]) -> Surface {
        Surface(
            prefix: "", errors: PlainErrors(),
            routes: [
                healthRoute, readinessRoute, metricsRoute, documentRoute(beside: others),
            ])
    }

    /// Says that the process answers, and looks at nothing.
    private var healthRoute: Route {
        let answer = Self.fresh(.json(Self.encoded(Health(version: process.version))))
        return .plain(.get, "/healthz", runs: .inline) { _ in answer }
    }

    private var readinessRoute: Route {
        .plain(.get, "/readyz") { [self] _ in
            let report = process.isDraining() ? HealthReport.draining : readiness.report()
            let status: HTTPStatus = report.status == .ready ? .ok : .serviceUnavailable
            return Self.fresh(.json(Self.encoded(report), status: status))
        }
    }

    private var metricsRoute: Route {
        .plain(.get, "/metrics") { [metrics] _ in
            Self.fresh(.text(metrics.text(), mediaType: PrometheusText.mediaType))
        }
    }

    private func documentRoute(beside others: [Surface]) -> Route {
        let document = OpenAPIDocument(
            version: process.version, serving: others.flatMap(\.routes))
        let answer = HTTPResponse.json(Self.encoded(document.json))
        return .plain(.get, "/openapi.json", runs: .inline) { _ in answer }
    }

    private static func fresh(_ response: HTTPResponse) -> HTTPResponse {
        var response = response
        response.headers["Cache-Control"] = "no-store"
        return response
    }

    /// Traps on numbers that JSON does not have; none comes here.
    private static func encoded(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else {
            preconditionFailure("\(type(of: value)) is not JSON")
        }
        return Array(data)
    }
}

/// What `/healthz` says.
private struct Health: Encodable {
    let status = "ok"
    let version: String
}

extension HealthReport {
    /// Whatever else is the matter, no more requests should come.
    fileprivate static let draining = HealthReport([
        HealthCheck("draining", isOK: false, "The server is about to stop.")
    ])
}

extension InvariantWatch? {
    /// None where nobody watches.
    fileprivate var probes: [Readiness.Probe] {
        map { watch in [Readiness.Probe(name: "invariants") { watch.healthCheck }] } ?? []
    }
}
