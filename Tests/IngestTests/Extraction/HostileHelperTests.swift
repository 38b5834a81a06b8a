import Foundation
import PDF
import Storage
import StoreTestSupport
import Synchronization
import TestSupport
import Worker
import XCTest

@testable import Ingest

/// Whatever a helper does, the document ends in a state that has a name.
final class HostileHelperTests: XCTestCase {
    func testHelperThatCannotOpenTheDocumentFailsIt() throws {
        let helpers: [(FakeHelper, String)] = [
            (FakeHelper().exiting(7), "the reader gave up (exit 7)"),
            (FakeHelper().crashing(), "the reader crashed (signal 11)"),
            (FakeHelper().sending([9, 9]).hangingUp(), "the reader crashed (signal 9)"),
            (
                FakeHelper().sending(Frame(kind: 9)).stalling(),
                "the reader answered with something that is no page"
            ),
        ]
        for (helper, reason) in helpers {
            let version = try read("invoice-2026-0417", with: helper)
            XCTAssertEqual(version.state, .failed)
            XCTAssertEqual(version.reason, "The document cannot be opened: \(reason).")
        }
    }

    func testDocumentThatStallsIsTriedOnceMoreWithMoreTime() throws {
        let test = try TestStore()
        let receipt = try test.add("invoice-2026-0417")
        var limits = ExtractionLimits()
        limits.pageSeconds = 0.2
        try test.readAll(FakeHelper().stalling().executable, limits: limits)
        XCTAssertEqual(try test.version(receipt).state, .failed)
        let errors = try test.store.queue.errors(of: receipt.jobID)
        XCTAssertEqual(errors.map(\.failureClass), ["resource", "resource"])
    }

    /// This one gives page 1 and nothing else, whatever it is asked for.
    func testPagesThatNoHelperGivesFailAlone() throws {
        let helper = try FakeHelper().opening(pageCount: 3).asked()
            .sending(.page(.blank(number: 0))).crashing()
        let version = try read("invoice-2026-0417", with: helper)
        XCTAssertEqual(version.state, .degraded)
        let reason = try XCTUnwrap(version.reason)
        XCTAssertTrue(reason.contains("page 2: could not be read: "), reason)
        XCTAssertTrue(reason.contains("page 3: could not be read: "), reason)
    }

    func testDeathsAreCountedByReason() throws {
        let test = try TestStore()
        try test.add("invoice-2026-0417")
        let helpers = HelperPool(
            FakeHelper().crashing().executable,
            maxPayload: ExtractionLimits().maxPageBytes, maxWarm: 0)
        let handler = ExtractionHandler(
            database: test.store.database, blobs: test.store.blobs, helpers: helpers)
        let runner = test.makeRunner(handler)
        runner.start()
        try eventually("the end of the job") {
            try test.store.queue.list(limit: 1).first?.status.state.isFinal == true
        }
        runner.drain()
        XCTAssertEqual(helpers.counts.all.deaths, ["crash": 1])
    }

    func testDocumentOfWhichNoPageIsGivenFails() throws {
        let helper = try FakeHelper().opening(pageCount: 3).asked().crashing()
        let version = try read("invoice-2026-0417", with: helper)
        XCTAssertEqual(version.state, .failed)
        XCTAssertEqual(
            version.reason, "No page could be read: the reader crashed (signal 11).")
        XCTAssertNil(version.recordID)
    }

    func testPagesNotReadInTimeAreGivenUpTogether() throws {
        var limits = ExtractionLimits()
        limits.documentSeconds = 0.5
        limits.pagesWorthAnotherHelper = 1_000
        let helper = try FakeHelper().opening(pageCount: 500, for: limits).asked()
            .sending(.page(.blank(number: 0))).stalling()
        let test = try TestStore()
        let receipt = try test.add("invoice-2026-0417")
        try test.readAll(helper.executable, limits: limits)
        let version = try test.version(receipt)
        XCTAssertEqual(version.state, .degraded)
        XCTAssertTrue(try XCTUnwrap(version.reason).hasSuffix("and 494 more pages"))
        let record = try XCTUnwrap(test.store.records.record(of: version))
        XCTAssertEqual(record.pages.count, 500)
        XCTAssertEqual(
            Set(record.pages.map(\.failure)),
            [nil, "the time for the whole document was used up"])
    }

    /// The second helper does not live to open the document again.
    func testHelperThatDiesOpeningAgainCostsAPageAndNotTheDocument() throws {
        let test = try TestStore()
        let mark = test.folder.path("opened")
        let reply = try FakeHelper().opening(pageCount: 2).asked()
            .sending(.page(.blank(number: 0)))
        let helper = HelperProcess.Executable(
            path: "/bin/sh",
            arguments: [
                "-c",
                "if [ -e \(mark) ]; then exit 5; fi; : > \(mark)\n"
                    + (reply.executable.arguments.last ?? ""),
            ])
        let receipt = try test.add("invoice-2026-0417")
        try test.readAll(helper)
        XCTAssertEqual(try test.version(receipt).state, .degraded)
        XCTAssertEqual(
            try test.version(receipt).reason,
            "page 2: could not be read: the reader gave up (exit 5)")
    }

    func testMissingHelperIsTriedAgainLater() throws {
        var settings = JobQueueSettings()
        settings.retry.base = .milliseconds(1)
        settings.retry.cap = .milliseconds(1)
        settings.sweep = .milliseconds(20)
        let test = try TestStore(settings)
        let receipt = try test.add("invoice-2026-0417")
        try test.readAll(HelperProcess.Executable(path: "/nonexistent", arguments: []))
        XCTAssertEqual(try test.version(receipt).state, .failed)
        let errors = try test.store.queue.errors(of: receipt.jobID)
        XCTAssertEqual(errors.map(\.code), Array(repeating: "no_helper", count: 5))
    }

    /// Each kill costs the page in hand its picture, and nothing else.
    func testHelpersThatAreKilledCostAPageASecondLook() throws {
        let moments = [20, 60, 61, 100, 150]
        let test = try TestStore()
        let receipt = try test.add("register-300-pages")
        let killed = Mutex(0)
        let handler = test.makeHandler { number in
            guard moments.contains(number) else { return }
            for helper in ChildProcesses.helpers {
                kill(helper, SIGKILL)
                killed.withLock { $0 += 1 }
            }
        }
        let runner = test.makeRunner(handler, slots: 1)
        runner.start()
        try test.wait { try test.version(receipt).state.isSettled }
        runner.drain()

        // Page 61 may be on its way when 60 is killed: then there is no helper to kill.
        let kills = killed.withLock { $0 }
        XCTAssertTrue((4...5).contains(kills), "\(kills)")
        let version = try test.version(receipt)
        XCTAssertEqual(version.state, .degraded)
        let pages = try XCTUnwrap(test.store.records.record(of: version)).pages
        XCTAssertEqual(pages.map(\.number), Array(0..<300))
        XCTAssertEqual(pages.compactMap(\.failure), [])
        let salvaged = pages.filter { $0.thumbnail == nil }
        XCTAssertEqual(salvaged.count, kills)
        XCTAssertTrue(
            salvaged.allSatisfy { $0.complaints == ["its picture could not be made"] })
    }

    private func read(_ name: String, with helper: FakeHelper) throws -> Version {
        let test = try TestStore()
        let receipt = try test.add(name)
        try test.readAll(helper.executable)
        return try test.version(receipt)
    }
}

/// The helpers that this process has started and that are alive.
private enum ChildProcesses {
    static var helpers: [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap(Int32.init).filter { process in
            parent(of: process) == getpid()
                && contents("/proc/\(process)/cmdline").contains(ExtractionHelper.subcommand)
        }
    }

    /// The fourth field of proc(5)'s `stat`, the second after the name in brackets.
    private static func parent(of process: Int32) -> Int32? {
        let fields = contents("/proc/\(process)/stat").split(separator: ")").last?
            .split(separator: " ")
        return fields.flatMap { $0.count > 1 ? Int32($0[1]) : nil }
    }

    private static func contents(_ path: String) -> String {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
