import Foundation
import HostileDocuments
import Storage
import StoreTestSupport
import TestSupport
import Worker
import XCTest

@testable import Ingest

/// Documents that mean harm go through a real worker: each ends in a state that has a name, what
/// can be read of it is read, and nobody else is harmed.
///
/// The long run uses the limits that hold where nothing is said, and reads a folder of further
/// documents where `MUNIMENT_CORPUS` names one.
final class HostileDocumentSoakTests: XCTestCase {
    private static let limits =
        Soak.isLong ? "" : "--page-seconds 1s --document-seconds 6s --match-candidates 1"
    /// From the first claim to the end of any job.
    private static let longestSeconds = 120.0
    /// Far more than a worker needs, and far less than any of the bombs.
    private static let mostWorkerMiB = 400
    /// How many jobs wait at a time, so that each is seen when it is claimed.
    private static let mostWaiting = 20

    func testHostileDocumentsEndInANamedStateAndHarmNobody() throws {
        let binary = try Binary()
        let store = try Store(folder: binary.dataFolder, creating: true)
        let worker = try binary.start("worker \(Self.limits)")
        let watch = JobWatch(store)
        let outcomes = HostileOutcomes()
        for input in try inputs(in: TemporaryFolder()) {
            try take(input(), into: store, outcomes)
            try eventually("room for another document", seconds: Self.longestSeconds * 20) {
                XCTAssertTrue(worker.process.isRunning, "the worker has ended")
                return try watch.look() < Self.mostWaiting || !worker.process.isRunning
            }
        }
        try eventually("the last job", seconds: 600) { try watch.look() == 0 }
        let peak =
            FolderProcesses(folder: binary.folder.path).all
            .first { $0.id == worker.process.processIdentifier }?.peakMiB ?? .max
        XCTAssertLessThan(peak, Self.mostWorkerMiB, "MiB of the worker")
        worker.process.terminate()
        XCTAssertEqual(try worker.outcome().code, 0)
        try check(outcomes, watch, in: store)
        try assertNothingIsLeft(of: binary)
        outcomes.printSummary(workerMiB: peak)
    }

    // MARK: - Taking in

    /// Each is written when it is asked for: some are large.
    private func inputs(in folder: TemporaryFolder) throws -> [() throws -> HostileInput] {
        let names = try FileManager.default.contentsOfDirectory(atPath: SampleDocuments.folder)
        let samples = try names.filter { $0.hasSuffix(".pdf") && !$0.contains("300") }.sorted()
            .map { try Data(contentsOf: URL(fileURLWithPath: "\(SampleDocuments.folder)/\($0)")) }
            .map(Array.init)
        let made = (0..<Soak.rounds(short: 200, long: 2_000)).map { index in
            { try HostileInput(index, seed: Soak.seed, samples: samples, in: folder) }
        }
        return try made + corpusFiles().map { file in { HostileInput(file: file) } }
    }

    private func corpusFiles() throws -> [String] {
        guard Soak.isLong, let folder = ProcessInfo.processInfo.environment["MUNIMENT_CORPUS"]
        else { return [] }
        return try FileManager.default.subpathsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".pdf") }.sorted().map { "\(folder)/\($0)" }
    }

    private func take(
        _ input: HostileInput, into store: Store, _ outcomes: HostileOutcomes
    ) throws {
        do {
            outcomes.note(input.expectation, try store.intake.add(path: input.path))
        } catch let refusal as IntakeError {
            // An empty file of the corpus, for one.
            XCTAssertFalse(input.isMade, "\(input.expectation.name): \(refusal)")
            outcomes.note(input.expectation, nil)
        }
    }

    // MARK: - Judging

    private func check(_ outcomes: HostileOutcomes, _ watch: JobWatch, in store: Store) throws {
        for (document, receipt) in outcomes.received {
            let version = try store.catalog.version(named: receipt.versionID.text)
            let job = try store.queue.find(receipt.jobID)
            let seconds = watch.seconds(of: job)
            outcomes.note(document, version.state, seconds)
            let what = "\(document.name), seed \(Soak.seed): \(version.reason ?? "no reason")"
            XCTAssertTrue(version.state.isSettled, what)
            XCTAssertTrue(job.status.state.isFinal, what)
            XCTAssertLessThan(seconds, Self.longestSeconds, what)
            let text = try store.records.pageTexts(of: version).joined(separator: "\n")
            for sentence in document.sentences {
                XCTAssertTrue(text.contains(sentence), "\(what): '\(sentence)' is missing")
            }
        }
        for job in try store.queue.list(limit: 100_000) {
            let what = "\(job.kind) \(job.id)"
            XCTAssertLessThan(watch.seconds(of: job), Self.longestSeconds, what)
        }
        let defects = try store.queue.list(.failed, limit: 100_000).flatMap {
            try store.queue.errors(of: $0.id).filter {
                ["ours", "lapse"].contains($0.failureClass)
            }
        }
        XCTAssertEqual(defects.map(\.message), [])
    }

    private func assertNothingIsLeft(of binary: Binary) throws {
        let processes = FolderProcesses(folder: binary.folder.path)
        try eventually("the end of all processes") { processes.all.isEmpty }
        XCTAssertEqual(
            try FileManager.default.contentsOfDirectory(atPath: "\(binary.dataFolder)/incoming"),
            [])
        let verified = try binary.run("verify")
        XCTAssertEqual(verified.code, 0, verified.output)
    }
}
