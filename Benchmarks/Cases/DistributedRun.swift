import Foundation
import Ingest
import Storage
import TestServers
import Worker

/// One measured run of some workers over a new store.
struct DistributedRun {
    let workers: Int
    private let documents: Int
    private let pages: Int
    private let unread: Int
    /// From the first claim to the last completion.
    private let seconds: Double
    /// Of the workers and their helpers, their start and end included.
    private let workerCPU: Double
    private let postgresqlCPU: Double
    private let s3CPU: Double
    private let queue: QueueStatements

    init(
        workers: Int, documents: Int, mix: DocumentMix, postgresql: PostgreSQLServer,
        s3: S3Server
    ) throws {
        let place = try DistributedStore(postgresql: postgresql, s3: s3)
        try place.add(documents, of: mix)
        let statements = try QueueStatements.Counter(in: place.store.database)
        let servers = try ServerTimes(database: place.store.database)
        let childrenBefore = ProcessTime.ofEndedChildren()
        let serversBefore = servers.read()
        let processes = try (0..<workers).map { try place.startWorker($0) }
        try QueueTables.waitUntilIdle(place.store.database)
        let serversAfter = servers.read()
        queue = try statements.read()
        for process in processes { process.terminate() }
        for process in processes { process.waitUntilExit() }
        self.workers = workers
        self.documents = documents
        workerCPU = ProcessTime.ofEndedChildren() - childrenBefore
        postgresqlCPU = serversAfter.postgresql - serversBefore.postgresql
        s3CPU = serversAfter.s3 - serversBefore.s3
        seconds = try QueueTables.seconds(in: place.store.database)
        (pages, unread) = try place.outcome()
    }

    private var rate: Double { Double(documents) / seconds }

    /// Prints the figures, and the ratios to the run of one worker.
    func print(besides alone: DistributedRun?) {
        Swift.print("\n  \(workers) worker\(workers == 1 ? "" : "s"), \(pages) pages")
        var speed = String(format: "%.1f /s, %.1f s", rate, seconds)
        if let alone { speed += String(format: ", %.2f × one worker", rate / alone.rate) }
        report("documents", speed)
        report("not ready in the end", "\(unread)")
        var cost = String(format: "%.1f ms", workerCPU / Double(documents) * 1_000)
        if let alone { cost += String(format: ", %.2f × one worker", workerCPU / alone.workerCPU) }
        report("CPU a document, workers and helpers", cost)
        let cores = Double(ProcessInfo.processInfo.activeProcessorCount)
        for (name, cpu) in [
            ("workers and helpers", workerCPU), ("PostgreSQL", postgresqlCPU),
            ("the S3 server of the test, in Python", s3CPU),
        ] {
            report(
                "CPU of \(name)",
                String(format: "%.1f s, %.0f %% of the cores", cpu, cpu / seconds / cores * 100))
        }
        queue.print(ofSeconds: seconds * Double(workers), workerCPU: workerCPU)
    }
}

/// The processor time that the servers have used so far.
private struct ServerTimes {
    private let postmaster: Int32
    private let s3: Int32

    init(database: any Database) throws {
        let backend = try database.read { db in
            try db.query("SELECT pg_backend_pid() AS process")[0].int("process")
        }
        guard let postmaster = ProcessTime.parent(of: Int32(backend)),
            let s3 = ProcessTime.child(with: "s3server")
        else { throw BenchmarkFailure("the processes of the servers cannot be found") }
        self.postmaster = postmaster
        self.s3 = s3
    }

    func read() -> (postgresql: Double, s3: Double) {
        (ProcessTime.ofFamily(postmaster), ProcessTime.ofFamily(s3))
    }
}
