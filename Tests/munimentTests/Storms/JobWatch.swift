import Foundation
import Storage
import Worker

@testable import Ingest

/// Looks at the queue of a store again and again, and remembers when each job was first claimed.
final class JobWatch {
    private let store: Store
    private var firstClaims: [JobID: Timestamp] = [:]

    init(_ store: Store) {
        self.store = store
    }

    /// Takes a look; returns how many jobs wait or run.
    func look() throws -> Int {
        for job in try store.queue.list(.running, limit: 100) {
            guard let claimedAt = job.claimedAt, firstClaims[job.id] == nil else { continue }
            firstClaims[job.id] = claimedAt
        }
        let counts = try store.queue.counts()
        return counts[.available, default: 0] + counts[.running, default: 0]
    }

    /// The seconds from its first claim to its end, attempts and pauses included.
    func seconds(of job: Job) -> Double {
        guard let end = job.status.finishedAt,
            let start = firstClaims[job.id] ?? job.claimedAt
        else { return 0 }
        return (end - start).seconds
    }
}
