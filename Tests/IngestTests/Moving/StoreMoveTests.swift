import Foundation
import Hashing
import Storage
import StoreTestSupport
import Synchronization
import TestSupport
import Worker
import XCTest

@testable import Ingest

/// Moves from the engine of the class to SQLite and files.
class StoreMoveTests: StoreTestCase {
    /// A move of a store into an empty place, and the place.
    struct Arrangement {
        let source: TestStore
        let folder: TemporaryFolder
        let target: StoreLocation

        func plan() throws -> MovePlan {
            var targets = [target.database?.text, target.blobs?.text].compactMap { $0 }
            if targets.isEmpty { targets = [target.folder] }
            return try MovePlan(from: source.store.location, to: targets)
        }

        func move(
            _ settings: MoveSettings = MoveSettings(),
            isStopped: @escaping @Sendable () -> Bool = { false },
            progress: @escaping @Sendable (CopyProgress) -> Void = { _ in }
        ) throws -> MoveReport {
            try StoreMove(
                plan(), from: source.store, settings: settings, isStopped: isStopped,
                progress: progress
            ).run()
        }

        func openTarget() throws -> Store { try Store(location: target, creating: false) }

        func assertEqual(line: UInt = #line) throws {
            XCTAssertTrue(
                try StoreDump(of: source.store) == StoreDump(of: openTarget()),
                "the target is another store", line: line)
        }
    }

    class var targetEngine: TestEngine { .embedded }

    private func makeArrangement(_ source: TestStore? = nil) throws -> Arrangement {
        let folder = try TemporaryFolder()
        return Arrangement(
            source: try source ?? makeSource(), folder: folder,
            target: try Self.targetEngine.makeLocation(in: folder, named: "target"))
    }

    /// Three documents, two of them read.
    private func makeSource() throws -> TestStore {
        let test = try makeTestStore()
        try test.add("invoice-2026-0417")
        try test.add("unreadable")
        try test.readAll()
        try test.add("slides-outline")
        return test
    }

    func testWholeLibraryIsTheSameRowByRowAndByteByByte() throws {
        let arrangement = try makeArrangement(sampleLibrary().test)
        let report = try arrangement.move()
        XCTAssertTrue(report.isFinished)
        XCTAssertEqual(report.rowsWritten, report.rows)
        XCTAssertEqual(report.blobs.blobsCopied, report.blobs.blobs)
        try arrangement.assertEqual()
        XCTAssertTrue(try StoreVerification(store: arrangement.openTarget()).run().isSound)
    }

    func testSourceIsLeftAsItIs() throws {
        let arrangement = try makeArrangement()
        let before = try StoreDump(of: arrangement.source.store)
        XCTAssertTrue(try arrangement.move().isFinished)
        XCTAssertTrue(try StoreDump(of: arrangement.source.store) == before)
    }

    func testTargetGoesOnWithTheWork() throws {
        let arrangement = try makeArrangement()
        XCTAssertTrue(try arrangement.move().isFinished)
        let target = TestStore(arrangement.folder, try arrangement.openTarget())
        try target.readAll()
        let receipt = try target.add("old-pdf-1.3")
        try target.readAll()
        XCTAssertEqual(try target.version(receipt).state, .ready)
        XCTAssertEqual(try target.count("versions WHERE state = 'processing'"), 0)
    }

    /// A number that was given is never given again, though its row is gone.
    func testNumbersOfJobsGoOn() throws {
        let arrangement = try makeArrangement()
        arrangement.source.breaks(.versionsAreSettledOrRead)
        let last = try arrangement.source.add("invoice-2026-0418").jobID
        try arrangement.source.store.database.write { db in
            try db.execute("DELETE FROM jobs WHERE id = $1", [last])
        }
        XCTAssertTrue(try arrangement.move().isFinished)
        let target = TestStore(arrangement.folder, try arrangement.openTarget())
        XCTAssertGreaterThan(try target.add("invoice-2026-0418").jobID, last)
    }

    // MARK: - Interruption

    /// Stopped after one, two, three … looks until a run ends: each goes on where the one
    /// before it was stopped.
    func testInterruptedAnywhereItGoesOn() throws {
        let arrangement = try makeArrangement()
        var settings = MoveSettings()
        settings.ranges = RangeBounds(rows: 2)
        settings.blobStreams = 2
        var looks = 0
        var isFinished = false
        while !isFinished {
            // Every look where that is quick.
            looks += Self.engine == .embedded && Self.targetEngine == .embedded ? 1 : 6
            let countdown = Countdown(looks)
            do {
                isFinished = try arrangement.move(settings, isStopped: { countdown.isOver() })
                    .isFinished
            } catch let error as MoveError where error.code == .interrupted {
                assertNotOpened(arrangement)
            }
        }
        XCTAssertGreaterThan(looks, 10)
        try arrangement.assertEqual()
    }

    private func assertNotOpened(_ arrangement: Arrangement, line: UInt = #line) {
        XCTAssertThrowsError(try arrangement.openTarget(), line: line) {
            XCTAssertEqual(($0 as? StorageError)?.code, .unavailable, "\($0)", line: line)
        }
    }

    func testSecondRunFindsWhatIsThere() throws {
        let arrangement = try makeArrangement()
        XCTAssertThrowsError(try arrangement.stopBeforeTheEnd())
        let report = try arrangement.move()
        XCTAssertTrue(report.isFinished)
        XCTAssertEqual(report.rowsWritten, 0)
        XCTAssertEqual(report.blobs.blobsCopied, 0)
        XCTAssertGreaterThan(report.blobs.blobs, 0)
    }

    func testWhatTheSourceNoLongerHasIsRemoved() throws {
        let arrangement = try makeArrangement()
        XCTAssertThrowsError(try arrangement.stopBeforeTheEnd())
        try arrangement.source.store.database.write { db in
            try db.execute("DELETE FROM pages")
            try db.execute("DELETE FROM job_errors")
        }
        XCTAssertTrue(try arrangement.move().isFinished)
        try arrangement.assertEqual()
    }

    func testWhatTheSourceChangedIsCopiedAgain() throws {
        let arrangement = try makeArrangement()
        XCTAssertThrowsError(try arrangement.stopBeforeTheEnd())
        try arrangement.source.readAll()
        try arrangement.source.add("old-pdf-1.3")
        XCTAssertTrue(try arrangement.move().isFinished)
        try arrangement.assertEqual()
    }

    func testSourceThatChangesMeanwhileIsNoticed() throws {
        let arrangement = try makeArrangement()
        let report = try arrangement.move(progress: { progress in
            guard progress == .ended(.rows) else { return }
            _ = try? arrangement.source.add("old-pdf-1.3")
        })
        XCTAssertEqual(report.changed, ["documents", "versions", "jobs"])
        assertNotOpened(arrangement)
        XCTAssertTrue(try arrangement.move().isFinished)
        try arrangement.assertEqual()
    }

    // MARK: - Refusal

    func testStoreInUseIsNeverWrittenTo() throws {
        let arrangement = try makeArrangement()
        let other = try Store(location: arrangement.target, creating: true)
        _ = try other.intake.add(path: SampleDocuments.path("old-pdf-1.3"))
        let before = try StoreDump(of: other)
        assertRefused(.targetInUse) { try arrangement.move() }
        XCTAssertTrue(try StoreDump(of: other) == before)
    }

    func testFinishedMoveIsNotDoneAgain() throws {
        let arrangement = try makeArrangement()
        XCTAssertTrue(try arrangement.move().isFinished)
        assertRefused(.targetInUse) { try arrangement.move() }
    }

    func testUnfinishedMoveOfAnotherStoreIsLeftAlone() throws {
        let arrangement = try makeArrangement()
        XCTAssertThrowsError(try arrangement.stopBeforeTheEnd())
        let other = Arrangement(
            source: try makeSource(), folder: arrangement.folder, target: arrangement.target)
        assertRefused(.targetInUse) { try other.move() }
        XCTAssertTrue(try arrangement.move().isFinished)
        try arrangement.assertEqual()
    }

    func testStoreWithRunningJobsIsNotMoved() throws {
        let arrangement = try makeArrangement()
        _ = try arrangement.source.claim(for: "busy-worker")
        assertRefused(.sourceInUse, naming: "busy-worker") { try arrangement.move() }
        XCTAssertThrowsError(try arrangement.openTarget())
    }

    private func assertRefused(
        _ code: MoveError.Code, naming name: String = "", line: UInt = #line,
        _ body: () throws -> MoveReport
    ) {
        XCTAssertThrowsError(try body(), line: line) { error in
            XCTAssertEqual((error as? MoveError)?.code, code, "\(error)", line: line)
            if !name.isEmpty { XCTAssertTrue("\(error)".contains(name), line: line) }
        }
    }

    // MARK: - Damage

    func testMissingBlobIsNamedAndTheRestCopied() throws {
        let arrangement = try makeArrangement()
        let receipt = try arrangement.source.add("old-pdf-1.3")
        try arrangement.source.store.blobs.remove(receipt.digest)
        let report = try arrangement.move()
        XCTAssertFalse(report.isFinished)
        XCTAssertEqual(
            report.missing,
            [.init(digest: receipt.digest, use: .bytes(of: receipt.versionID))])
        assertNotOpened(arrangement)
        try arrangement.source.add("old-pdf-1.3")
        XCTAssertTrue(try arrangement.move().isFinished)
        try arrangement.assertEqual()
    }

    func testDamagedBlobIsNamedAndNotCopied() throws {
        let arrangement = try makeArrangement()
        let receipt = try arrangement.source.add("old-pdf-1.3")
        try arrangement.source.damageBlob(receipt.digest)
        let report = try arrangement.move()
        XCTAssertFalse(report.isFinished)
        XCTAssertEqual(
            report.damaged,
            [.init(digest: receipt.digest, use: .bytes(of: receipt.versionID))])
        assertNotOpened(arrangement)
        try arrangement.source.add("old-pdf-1.3")
        XCTAssertTrue(try arrangement.move().isFinished)
        try arrangement.assertEqual()
    }
}

extension StoreMoveTests.Arrangement {
    /// Copies everything and stops before the target may be used.
    fileprivate func stopBeforeTheEnd() throws -> MoveReport {
        let flag = Flag()
        return try move(
            isStopped: { flag.isRaised },
            progress: { if case .began(.comparison, _) = $0 { flag.raise() } })
    }
}

/// Something that has happened or not.
private final class Flag: Sendable {
    private let state = Mutex(false)
    var isRaised: Bool { state.withLock { $0 } }
    func raise() { state.withLock { $0 = true } }
}
