import Foundation
import TestSupport
import XCTest

final class WorkerCommandTests: XCTestCase {
    private func jobs(_ binary: Binary, _ state: String) throws -> [[String: Any]] {
        try binary.run("jobs --state \(state) --json").objects()
    }

    func testWorkerReadsWhatWasOnlyStored() throws {
        let binary = try Binary()
        try binary.makeInputs("old-pdf-1.3.pdf", "zero-pages.pdf")
        let stored = try binary.run("add in --no-wait --json")
        XCTAssertEqual(stored.code, 0)
        XCTAssertEqual(
            try stored.objects().map { $0["status"] as? String }, ["processing", "processing"])
        let worker = try binary.start("worker")
        try eventually("reading") {
            try jobs(binary, "available").isEmpty && jobs(binary, "running").isEmpty
        }
        worker.process.terminate()
        XCTAssertEqual(try worker.outcome().code, 0)
        XCTAssertEqual(
            try binary.run("list --json").objects().map { $0["status"] as? String },
            ["failed", "ready"])
    }

    func testWorkerReadsFromServersAndNamesThemSafely() throws {
        let engine = try DistributedEngine()
        let binary = try Binary()
        binary.environment = engine.variables
        try binary.makeInputs("old-pdf-1.3.pdf")
        XCTAssertEqual(try binary.run("add in --no-wait").code, 0)
        let worker = try binary.start("worker --data another-machine")
        try eventually("reading") { try jobs(binary, "completed").count == 2 }
        worker.process.terminate()
        let outcome = try worker.outcome()
        XCTAssertEqual(outcome.code, 0)
        XCTAssertTrue(outcome.errors.hasPrefix("Reading documents of PostgreSQL at 127.0.0.1:"))
        XCTAssertFalse(outcome.errors.contains("://"))
    }

    func testJobsShowWhoReadsWhichPageAndTheWorkerHandsItBack() throws {
        let binary = try Binary()
        try binary.makeInputs("register-300-pages.pdf")
        XCTAssertEqual(try binary.run("add in --no-wait").code, 0)
        let worker = try binary.start("worker --workers 1")
        try eventually("a page") {
            try jobs(binary, "running").contains { ($0["progress_done"] as? Int ?? 0) > 0 }
        }
        let table = try binary.run("jobs").output
        XCTAssertNotNil(
            table.firstMatch(of: /running +\d+\/300 +\d\d:\d\d:\d\d +ver_\w{26} +\S+:\d+:\w+\n/),
            table)
        let called = ContinuousClock.now
        worker.process.terminate()
        XCTAssertEqual(try worker.outcome().code, 0)
        XCTAssertLessThan(ContinuousClock.now - called, .seconds(10))
        let job = try XCTUnwrap(try binary.run("jobs --json").objects().first)
        XCTAssertTrue(["available", "completed"].contains(job["state"] as? String))
        XCTAssertEqual(job["attempt"] as? Int, job["state"] as? String == "available" ? 0 : 1)
    }

    func testSecondSignalEndsItAtOnce() throws {
        let binary = try Binary()
        try binary.makeInputs("register-300-pages.pdf")
        XCTAssertEqual(try binary.run("add in --no-wait").code, 0)
        let worker = try binary.start("worker --workers 1")
        try eventually("a claim") { try !jobs(binary, "running").isEmpty }
        worker.process.terminate()
        try eventually("the drain") { worker.errorsSoFar.contains("Stopping") }
        worker.process.terminate()
        XCTAssertEqual(try worker.outcome().code, 1)
    }

    func testCancelledJobCanBeRunAgain() throws {
        let binary = try Binary()
        try binary.makeInputs("register-300-pages.pdf")
        XCTAssertEqual(try binary.run("add in --no-wait").code, 0)
        XCTAssertEqual(try binary.run("jobs cancel 1").code, 0)
        let document = try XCTUnwrap(
            try binary.run("list --json").objects().first?["document_id"] as? String)
        XCTAssertEqual(
            try binary.run("list --json").objects().first?["status"] as? String, "failed")
        XCTAssertEqual(try binary.run("text \(document)").code, 1)
        XCTAssertEqual(try binary.run("jobs retry \(document)").code, 0)
        XCTAssertEqual(try jobs(binary, "available").count, 1)
        XCTAssertEqual(try binary.run("jobs retry 1").code, 1)
    }
}
