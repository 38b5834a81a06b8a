public import Ingest
internal import Synchronization
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
        let held = Mutex<TestStore?>(test)
        addTeardownBlock {
            // The block outlives the test, and what it held would keep its connections.
            let test = held.withLock { held in
                defer { held = nil }
                return held
            }
            try test?.checkInvariants()
        }
        return test
    }
}
