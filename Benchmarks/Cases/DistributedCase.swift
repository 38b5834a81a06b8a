import Foundation
import Ingest
import Storage
import TestServers
import Worker

/// Documents of one store on PostgreSQL and S3, read by 1, 2 and 4 worker processes.
struct DistributedCase: BenchmarkCase {
    static let name = "distributed"
    static let title =
        "1,000 documents on PostgreSQL and S3, read by 1, 2 and 4 `muniment worker --workers 1`"

    private static let documents = 1_000
    private static let fleets = [1, 2, 4]

    init(_ settings: BenchmarkSettings) {}

    /// The servers run on the same cores as the workers. A run's clock is from the first
    /// claim to the last completion.
    func run() throws {
        let postgresql = try PostgreSQLServer(
            durable: true, extraSettings: QueueStatements.serverSettings)
        let s3 = try S3Server()
        let mix = try DocumentMix()
        report("documents", mix.description)
        var alone: DistributedRun?
        for workers in Self.fleets {
            let run = try DistributedRun(
                workers: workers, documents: Self.documents, mix: mix, postgresql: postgresql,
                s3: s3)
            run.print(besides: alone)
            alone = alone ?? run
        }
    }
}
