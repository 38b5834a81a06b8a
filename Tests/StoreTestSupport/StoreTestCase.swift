public import Ingest
public import Worker
public import XCTest

/// Tests of what does its work on rows or blobs. A class runs on SQLite and files; a subclass
/// that names the other engine runs the same tests there.
open class StoreTestCase: XCTestCase {
    open class var engine: TestEngine { .embedded }

    /// An empty store on the engine of the class, whose invariants have to hold when the test
    /// ends.
    public func makeTestStore(
        _ settings: JobQueueSettings = JobQueueSettings(), arrivals: ArrivalPolicy = .report
    ) throws -> TestStore {
        let test = try TestStore(settings, arrivals: arrivals, on: Self.engine)
        addTeardownBlock { try test.checkInvariants() }
        return test
    }
}
