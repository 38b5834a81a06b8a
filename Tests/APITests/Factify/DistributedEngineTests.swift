// The newer generation once more on PostgreSQL and S3: it asks the same operations as v1beta, in
// less time. The build finds the inherited tests of a class that has one of its own.
import StoreTestSupport
import XCTest

final class V1OnDistributedEngineTests: V1Tests {
    override class var engine: TestEngine { .distributed }

    func testEngineIsTheDistributedOne() { XCTAssertEqual(Self.engine, .distributed) }
}
