import Foundation
import Hashing
import Storage
import StoreTestSupport
import Synchronization
import TestSupport
import Worker
import XCTest

@testable import Ingest

/// Backups that are taken while a store is in use.
class BackupLoadSoakTests: StoreTestCase {
    private static let rounds = Soak.rounds(short: 2, long: 40)

    /// Threads add documents and a worker reads them while one backup after the other is taken.
    /// Each holds what was acknowledged before it began, and every blob that its rows name.
    func testWhatWasAcknowledgedBeforeIsInTheBackup() throws {
        let source = try makeTestStore()
        let uploads = Uploads(source)
        let runner = source.makeRunner(source.makeHandler())
        runner.start()
        defer { runner.drain() }
        uploads.start(threads: 3)
        defer { uploads.stop() }
        for round in 1...Self.rounds {
            try uploads.waitForMore()
            let acknowledged = uploads.acknowledged
            let arrangement = try BackupArrangement(source, restoringTo: .embedded)
            XCTAssertTrue(try arrangement.backup().isSourceSound)
            XCTAssertTrue(try arrangement.restore().isFinished)
            let restored = try arrangement.openTarget()
            XCTAssertTrue(try StoreVerification(store: restored).run().isSound)
            let versions = try restored.database.read { db in
                Set(try db.query("SELECT id FROM versions").map { try $0.text("id") })
            }
            for receipt in acknowledged {
                XCTAssertTrue(versions.contains(receipt.versionID.text), "round \(round)")
            }
        }
    }

    /// Documents that are taken in by several threads until they are told to stop.
    private final class Uploads: Sendable {
        private let test: TestStore
        private let receipts = Recorder<Receipt>()
        private let isOver = Mutex(false)
        private let threads = DispatchGroup()

        init(_ test: TestStore) { self.test = test }

        var acknowledged: [Receipt] { receipts.all }

        func start(threads count: Int) {
            for number in 0..<count {
                threads.enter()
                Thread { [self] in
                    var added = 0
                    while !isOver.withLock({ $0 }) {
                        do {
                            receipts.note(try add(number, added))
                        } catch {
                            XCTFail("an upload failed: \(error)")
                            break
                        }
                        added += 1
                    }
                    threads.leave()
                }.start()
            }
        }

        /// The same pages each time, and other bytes.
        private func add(_ thread: Int, _ number: Int) throws -> Receipt {
            var bytes = Array(
                try Data(
                    contentsOf: URL(fileURLWithPath: SampleDocuments.path("invoice-2026-0417"))))
            bytes += Array("\n% \(thread) \(number)\n".utf8)
            let name = "upload-\(thread).pdf"
            return try test.store.intake.add(path: test.makeFile(bytes, named: name))
        }

        func waitForMore() throws {
            try receipts.wait(for: receipts.all.count + 5, "uploads", seconds: 60)
        }

        func stop() {
            isOver.withLock { $0 = true }
            threads.wait()
        }
    }
}

final class BackupLoadOnDistributedEngineSoakTests: BackupLoadSoakTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}
