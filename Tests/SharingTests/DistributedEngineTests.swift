// The same tests once more on PostgreSQL and S3. The build finds the inherited tests of a
// class that has one of its own.
import StoreTestSupport
import XCTest

final class APIKeysOnDistributedEngineTests: APIKeysTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class DocumentOperationsOnDistributedEngineTests: DocumentOperationsTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class DocumentListOnDistributedEngineTests: DocumentListTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class DocumentLinksOnDistributedEngineTests: DocumentLinksTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class ExpectedUploadOnDistributedEngineTests: ExpectedUploadTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class S3KeysOnDistributedEngineTests: S3KeysTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class WatermarkRequirementOnDistributedEngineTests: WatermarkRequirementTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class MarkedExportOnDistributedEngineTests: MarkedExportTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}

final class EntryPageOnDistributedEngineTests: EntryPageTests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}
