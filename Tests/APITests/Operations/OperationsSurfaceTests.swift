import Foundation
import Ingest
import Storage
import StoreTestSupport
import TestSupport
import XCTest

@testable import API
@testable import Worker

final class OperationsSurfaceTests: XCTestCase {
    /// A server of the operations surface alone.
    private func makeServer(
        _ store: TestStore? = nil, _ change: (inout ServedProcess) -> Void = { _ in },
        limits: HealthLimits = HealthLimits()
    ) throws -> OperationsServer {
        var process = ServedProcess(version: "1.2.3")
        change(&process)
        return try OperationsServer(store ?? TestStore(), process, limits)
    }

    func testHealthIsSaidWithoutLooking() throws {
        let answer = try makeServer().get("/healthz")
        XCTAssertEqual(answer.status, 200)
        XCTAssertEqual(answer.text, #"{"status":"ok","version":"1.2.3"}"#)
    }

    func testReadinessListsItsChecks() throws {
        let answer = try makeServer().get("/readyz")
        XCTAssertEqual(answer.status, 200)
        XCTAssertEqual(answer.headers["cache-control"], "no-store")
        let report = try answer.object()
        XCTAssertEqual(report["status"] as? String, "ready")
        let checks = try XCTUnwrap(report["checks"] as? [[String: Any]])
        XCTAssertEqual(
            checks.map { $0["name"] as? String },
            ["database", "migrations", "blobs", "disk_space", "queue", "workers", "sandbox"])
        for check in checks { XCTAssertEqual(check["ok"] as? Bool, true) }
    }

    func testWhatIsNotReadyIs503() throws {
        var limits = HealthLimits()
        limits.minFreeBytes = Int.max
        let answer = try makeServer(limits: limits).get("/readyz")
        XCTAssertEqual(answer.status, 503)
        XCTAssertEqual(try answer.object()["status"] as? String, "unready")
    }

    func testAServerThatDrainsIsNotReady() throws {
        let answer = try makeServer(nil) { $0.isDraining = { true } }.get("/readyz")
        XCTAssertEqual(answer.status, 503)
    }

    func testMetricsTellOfTheProcessItsServerAndTheStore() throws {
        let test = try TestStore()
        try test.add("invoice-2026-0417")
        let server = try makeServer(test)
        XCTAssertEqual(try server.get("/healthz").status, 200)
        let answer = try server.get("/metrics")
        XCTAssertEqual(answer.headers["content-type"], PrometheusText.mediaType)
        let lines = Set(answer.text.split(separator: "\n").map(String.init))
        for line in [
            #"muniment_build_info{version="1.2.3"} 1"#, "muniment_store_answers 1",
            "muniment_files 1", #"muniment_queue_jobs{kind="extract",state="available"} 1"#,
            #"muniment_helper_starts_total{outcome="started"} 0"#,
        ] {
            XCTAssertTrue(lines.contains(line), "\(line) is missing in\n\(answer.text)")
        }
        for name in [
            "process_resident_memory_bytes ", "process_open_fds ", "process_max_fds ",
            "process_cpu_seconds_total ", "muniment_http_connections ", "muniment_file_bytes ",
            "muniment_blob_free_bytes ", #"muniment_http_request_duration_seconds_count{"#,
        ] {
            XCTAssertTrue(lines.contains { $0.hasPrefix(name) }, "\(name) is missing")
        }
    }

    func testAStoreThatDoesNotAnswerTakesNothingElseAway() throws {
        let test = try TestStore()
        try test.store.database.write { db in
            try db.execute("ALTER TABLE jobs RENAME TO elsewhere")
        }
        let server = try makeServer(test)
        let metrics = try server.get("/metrics")
        XCTAssertEqual(metrics.status, 200)
        XCTAssertTrue(metrics.text.contains("\nmuniment_store_answers 0\n"), metrics.text)
        XCTAssertTrue(metrics.text.contains("process_open_fds"))
        XCTAssertFalse(metrics.text.contains("muniment_queue_jobs"))
        let ready = try server.get("/readyz")
        XCTAssertEqual(ready.status, 503)
        let checks = try XCTUnwrap(ready.object()["checks"] as? [[String: Any]])
        let failed = checks.filter { $0["ok"] as? Bool == false }.map { $0["name"] as? String }
        XCTAssertEqual(failed, ["queue", "workers"])
    }

    func testMetricsTellOfJobs() throws {
        let test = try TestStore()
        try test.add("invoice-2026-0417")
        let metrics = JobMetrics()
        metrics.record("extract", .failed(.document), .milliseconds(70))
        let answer = try makeServer(test) { $0.jobs = metrics }.get("/metrics")
        let name = "muniment_job_duration_seconds"
        let labels = #"kind="extract",outcome="failed_document""#
        for line in [
            "\(name)_bucket{\(labels),le=\"0.05\"} 0", "\(name)_bucket{\(labels),le=\"0.1\"} 1",
            "\(name)_bucket{\(labels),le=\"+Inf\"} 1", "\(name)_sum{\(labels)} 0.07",
            "\(name)_count{\(labels)} 1",
        ] {
            XCTAssertTrue(answer.text.contains(line + "\n"), "\(line) in\n\(answer.text)")
        }
    }

    func testTheDocumentTellsOfWhatIsServedAlone() throws {
        let document = try makeServer().get("/openapi.json").object()
        XCTAssertEqual(document["openapi"] as? String, "3.1.0")
        let paths = try XCTUnwrap(document["paths"] as? [String: Any])
        XCTAssertEqual(paths.keys.sorted(), ["/healthz", "/metrics", "/openapi.json", "/readyz"])
    }
}

/// A server of the operations surface on a store.
private final class OperationsServer {
    private let server: HTTPServer
    private let port: UInt16
    private let store: TestStore

    init(_ store: TestStore, _ process: ServedProcess, _ limits: HealthLimits) throws {
        self.store = store
        let operations = OperationsSurface(
            store: store.store, process: process, limits: limits)
        var settings = HTTPServerSettings()
        settings.listen = .loopback(port: 0)
        server = HTTPServer(
            settings: settings, router: Router([operations.surface(beside: [])]),
            log: RecordingLog(), metrics: process.requests)
        process.server.set(server)
        port = try server.start().port
    }

    deinit { server.drain(within: .seconds(5)) }

    func get(_ path: String) throws -> RawClient.Answer {
        try RawClient(port: port).exchange("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
    }
}

extension RawClient.Answer {
    fileprivate func object() throws -> [String: Any] {
        try XCTUnwrap(JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])
    }
}
