// What touches rows or bytes, once more on PostgreSQL and S3: the tests are those of the
// class that each one here inherits from. The build finds the inherited tests of a class
// that has one of its own.
import StoreTestSupport
import XCTest

@testable import Ingest

final class StoreOpeningOnDistributedEngineTests: StoreOpeningTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class IntakeOnDistributedEngineTests: IntakeTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class IntakeRefusalOnDistributedEngineTests: IntakeRefusalTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class LateWorkerOnDistributedEngineTests: LateWorkerTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class StoppedWorkerOnDistributedEngineSoakTests: StoppedWorkerSoakTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class ResumeOnDistributedEngineTests: ResumeTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class ReprocessingOnDistributedEngineTests: ReprocessingTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class StoreVerificationOnDistributedEngineTests: StoreVerificationTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class StoreHealingOnDistributedEngineTests: StoreHealingTests {
    override class var engine: TestEngine { .distributed }

    func testRepairFromABucket() throws {
        let (source, target) = (try makeTestStore(), try makeTestStore())
        let receipt = try target.add("invoice-2026-0417")
        try source.add("invoice-2026-0417")
        let place = try XCTUnwrap(source.store.location.blobs.map { RepairPlace.bucket($0) })
        for rot in Rot.all(on: .distributed) {
            try target.damage(receipt.digest, by: rot)
            let found = try StoreVerification(store: target.store).run()
            XCTAssertFalse(found.isSound, "\(rot)")
            XCTAssertTrue(try StoreHealing(target.store, from: [place]).run(found).isSound)
        }
    }
}

final class DuplicateSearchOnDistributedEngineTests: DuplicateSearchTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class ExtractionOnDistributedEngineTests: ExtractionTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class RecordDocumentOnDistributedEngineTests: RecordDocumentTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class StoreTableOnDistributedEngineTests: StoreTableTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class RowRangeOnDistributedEngineTests: RowRangeTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

/// From SQLite and files to PostgreSQL and S3.
final class StoreMoveToDistributedEngineTests: StoreMoveTests {
    override class var targetEngine: TestEngine { .distributed }

    func testTargetIsTheDistributedOne() { XCTAssertEqual(Self.targetEngine, .distributed) }
}

/// From PostgreSQL and S3 to SQLite and files.
final class StoreMoveFromDistributedEngineTests: StoreMoveTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class ContentsHashOnDistributedEngineTests: ContentsHashTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class PageIndexOnDistributedEngineTests: PageIndexTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class MatchHandlerOnDistributedEngineTests: MatchHandlerTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class ArrivalOnDistributedEngineTests: ArrivalTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class DuplicateFileOnDistributedEngineTests: DuplicateFileTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class ClusterOnDistributedEngineTests: ClusterTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class PageDrawerOnDistributedEngineTests: PageDrawerTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class InvariantCheckOnDistributedEngineTests: InvariantCheckTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class BlobCollectionOnDistributedEngineTests: BlobCollectionTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class BlobReferralsOnDistributedEngineTests: BlobReferralsTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class BlobReferencesOnDistributedEngineTests: BlobReferencesTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class CollectionProcessesOnDistributedEngineTests: CollectionProcessesTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class CollectionOnDistributedEngineSoakTests: CollectionSoakTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}
