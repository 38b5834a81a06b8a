import TestSupport
import Worker
import XCTest

@testable import Ingest

/// Tests of what does its work on rows or blobs. A class runs on SQLite and files; a subclass
/// that names the other engine runs the same tests there.
class StoreTestCase: XCTestCase {
    class var engine: TestEngine { .embedded }

    /// An empty store on the engine of the class.
    func makeTestStore(
        _ settings: JobQueueSettings = JobQueueSettings(), arrivals: ArrivalPolicy = .report
    ) throws -> TestStore {
        try TestStore(settings, arrivals: arrivals, on: Self.engine)
    }

    /// Every sample document, read, on the engine of the class.
    func sampleLibrary() throws -> SampleLibrary { try .shared(on: Self.engine) }
}
