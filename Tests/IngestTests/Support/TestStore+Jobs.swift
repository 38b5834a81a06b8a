import Ingest
import StoreTestSupport
import XCTest

@testable import Worker

extension TestStore {
    /// A handler that tells of every thumbnail it stores.
    func makeHandler(
        _ executable: HelperProcess.Executable = .builtHelper,
        limits: ExtractionLimits = ExtractionLimits(),
        onThumbnail: @escaping @Sendable (Int) throws -> Void
    ) -> ExtractionHandler {
        makeHandler(
            executable, limits: limits, blobs: CountingBlobStore(store.blobs, onPut: onThumbnail))
    }

    /// Takes the only job that is due, as a worker would.
    func claim(for worker: String = "first") throws -> JobRun {
        let job = try XCTUnwrap(
            store.queue.claim(1, of: [ExtractionHandler.jobKind], for: worker).first)
        return JobRun(job, queue: store.queue, capacity: Capacity(0))
    }

    /// Ends a job as its worker does.
    func complete(_ run: JobRun, _ outcome: JobOutcome) throws {
        switch outcome {
        case .completed(let body): try store.queue.complete(run.job, body)
        }
    }
}
