import Foundation
import Glibc
import Storage
import StoreTestSupport
import TestSupport
import XCTest

@testable import Ingest

/// The n-th call of a scenario fails: a clear error, nothing lost, nothing left. For every n in
/// the long run, for twenty of them in the short one.
final class FailingCallSoakTests: XCTestCase {
    private static let scenarios: [CutScenario] =
        Soak.isLong
        ? [.firstStart, .oneUpload, .sameBytesTwice, .heal, .removal, .record]
        : [.firstStart, .oneUpload, .heal]

    /// How the n-th call fails, and what is said of it.
    private struct Failure {
        let name: String
        /// `nil` where the failure is not noticed.
        let code: StorageError.Code?
        let place: (RecordedStore, _ index: Int) -> Void
    }

    // MARK: - Calls of the blob store

    func testCallsOfTheBlobStore() throws {
        for scenario in Self.scenarios {
            try check(
                scenario,
                [
                    fileFailure("EIO", .fails(EIO), .inputOutput),
                    fileFailure("EMFILE", .fails(EMFILE), .unavailable),
                    fileFailure("ENOSPC", .fails(ENOSPC), .noSpace),
                    fileFailure("EINTR", .fails(EINTR), nil),
                    fileFailure("a short call", .isShort, nil),
                ]
            ) { $0.calls.calls.count }
        }
    }

    private func fileFailure(
        _ name: String, _ fault: RecordingFileCalls.Fault, _ code: StorageError.Code?
    ) -> Failure {
        Failure(name: name, code: code) { recorded, index in
            recorded.calls.restart(fault, at: index)
        }
    }

    // MARK: - Calls of SQLite

    func testCallsOfSQLite() throws {
        for scenario in Self.scenarios {
            try check(
                scenario, [databaseFailure("an error", RecordingVFS.inputOutput, .inputOutput)]
            ) { $0.vfs.count() }
        }
    }

    func testWritesOfSQLiteOnAFullDisk() throws {
        for scenario in Self.scenarios {
            try check(
                scenario,
                [databaseFailure("a full disk", RecordingVFS.full, .noSpace, of: [.write])]
            ) { $0.vfs.count(of: [.write]) }
        }
    }

    private func databaseFailure(
        _ name: String, _ result: CInt, _ code: StorageError.Code,
        of operations: Set<RecordingVFS.Operation> = Set(RecordingVFS.Operation.allCases)
    ) -> Failure {
        Failure(name: name, code: code) { recorded, index in
            recorded.vfs.restart(RecordingVFS.Fault(result, at: index, of: operations))
        }
    }

    // MARK: - The check

    private func check(
        _ scenario: CutScenario, _ failures: [Failure], line: UInt = #line,
        counting: (RecordedStore) -> Int
    ) throws {
        let count = try scenario.withRecordedStore { recorded, _ in
            try scenario.run(recorded)
            return counting(recorded)
        }
        XCTAssertGreaterThan(count, 3, scenario.name, line: line)
        let step = Soak.isLong ? 1 : max(1, count / 20)
        for failure in failures {
            for index in stride(from: 0, to: count, by: step) {
                try check(scenario, failure, at: index, line: line)
            }
        }
    }

    private func check(
        _ scenario: CutScenario, _ failure: Failure, at index: Int, line: UInt
    ) throws {
        let place = "\(scenario.name), \(failure.name) at call \(index)"
        let descriptors = try openDescriptors()
        try scenario.withRecordedStore { recorded, before in
            failure.place(recorded, index)
            do {
                try scenario.run(recorded)
            } catch let error as StorageError {
                XCTAssertEqual(error.code, failure.code, "\(place): \(error)", line: line)
            }
            recorded.calls.restart()
            recorded.vfs.restart()
            let recovery = StoreRecovery(
                folder: recorded.folder.path(RecordedStore.name),
                promises: before.promises + recorded.promises,
                damaged: recorded.promises.isEmpty ? before.damaged : [],
                bytes: CutScenario.document)
            XCTAssertEqual(recovery.violations(), [], place, line: line)
        }
        XCTAssertEqual(try openDescriptors(), descriptors, "\(place): descriptors", line: line)
    }

    private func openDescriptors() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    }
}
