import Foundation
import Storage
import TestServers
import Worker

/// The queue on PostgreSQL against two queues of the Python world, on the same server.
struct ClaimsCase: BenchmarkCase {
    static let name = "claims"
    static let title =
        "Jobs that do nothing, claimed and completed by 8 processes on one durable PostgreSQL"

    /// Makes this executable one of the eight.
    static let childArgument = "claims-child"

    private static let processes = 8
    private static let jobs = 100_000
    /// Fewer for the slow one, whose speed falls with the number of its jobs.
    private static let peers = [
        (peer: Peer(script: "claims_pgqueuer.py"), jobs: 100_000),
        (peer: Peer(script: "claims_procrastinate.py"), jobs: 10_000),
    ]
    /// How many jobs a process takes at once, or runs at once.
    private static let batch = 500
    private static let slots = 100

    private let rounds: Int

    init(_ settings: BenchmarkSettings) {
        rounds = settings.wantedRounds ?? 3
    }

    /// All in turn in each round, so that a drift of the machine meets all. The clock is
    /// the same for all: from the first claim to the last completion, as the tables tell.
    func run() throws {
        let server = try PostgreSQLServer(durable: true)
        var readings: [Way: [Double]] = [:]
        var theirs: [[Double]] = Self.peers.map { _ in [] }
        for _ in 0..<rounds {
            for way in Way.allCases {
                readings[way, default: []].append(try jobsPerSecond(way, server))
            }
            for (index, entry) in Self.peers.enumerated() {
                theirs[index].append(try jobsPerSecond(entry.peer, entry.jobs, server))
            }
        }
        for way in Way.allCases { report(way.title, text(readings[way])) }
        for (entry, rates) in zip(Self.peers, theirs) {
            report("\(entry.peer.script), \(entry.jobs) jobs", text(rates))
            for way in Way.allCases {
                let ratios = zip(readings[way] ?? [], rates).map { $0 / $1 }
                report(
                    "  \(way.rawValue) to theirs, round by round",
                    Measurement(ratios).text("×", digits: 2))
            }
        }
    }

    private func text(_ rates: [Double]?) -> String {
        Measurement(rates ?? []).text("jobs/s", digits: 0)
    }

    // MARK: - Ours

    /// How a process works the jobs off.
    private enum Way: String, CaseIterable {
        /// Through the queue: a batch is claimed in one transaction and completed in one.
        case batches
        /// As `muniment worker` does: a runner, each job in a thread.
        case runner

        var title: String {
            switch self {
            case .batches: "ours, batches of \(ClaimsCase.batch)"
            case .runner: "ours, a runner with \(ClaimsCase.slots) slots"
            }
        }
    }

    private func jobsPerSecond(_ way: Way, _ server: PostgreSQLServer) throws -> Double {
        let url = try server.makeDatabase()
        let database = try PostgreSQLDatabase(url: url)
        try QueueTables.make(in: database)
        try QueueTables.enqueue(Self.jobs, kind: "nothing", in: database)
        try QueueTables.settle(url, on: server)
        let fleet = try ChildFleet(Self.processes, [Self.childArgument, way.rawValue, url])
        try fleet.release()
        try QueueTables.waitUntilIdle(database)
        try fleet.stop()
        try fleet.waitForEnd()
        let counts = try JobQueue(database: database).counts()
        guard counts[.completed] == Self.jobs else {
            throw BenchmarkFailure("not all jobs are completed: \(counts)")
        }
        return Double(Self.jobs) / (try QueueTables.seconds(in: database))
    }

    static func runChild(_ arguments: [String]) throws {
        guard arguments.count == 2, let way = Way(rawValue: arguments[0]) else { return }
        let database = try PostgreSQLDatabase(url: arguments[1])
        let queue = JobQueue(database: database)
        _ = try queue.counts()
        try ChildFleet.ready()
        switch way {
        case .batches: try workInBatches(queue)
        case .runner: try runUntilStopped(queue)
        }
    }

    private static func workInBatches(_ queue: JobQueue) throws {
        let name = JobRunner.uniqueName()
        while true {
            let jobs = try queue.claim(batch, of: ["nothing"], for: name)
            if jobs.isEmpty { return }
            for result in try queue.complete(jobs.map { JobCompletion($0) }) { try result.get() }
        }
    }

    private static func runUntilStopped(_ queue: JobQueue) throws {
        var settings = JobRunner.Settings()
        settings.slots = slots
        let runner = JobRunner(
            queue: queue, handlers: [NothingHandler {}], settings: settings,
            report: { trouble in
                FileHandle.standardError.write(Data("trouble: \(trouble)\n".utf8))
            })
        runner.start()
        try ChildFleet.waitForStop()
        runner.drain()
    }

    // MARK: - Theirs

    private func jobsPerSecond(
        _ peer: Peer, _ jobs: Int, _ server: PostgreSQLServer
    ) throws -> Double {
        let figures: PeerFigures = try peer.run([
            try server.makeDatabase(), "\(jobs)", "\(Self.processes)",
        ])
        guard figures.completed == jobs, figures.left == 0 else {
            throw BenchmarkFailure("\(peer.script) completed \(figures.completed) of \(jobs) jobs")
        }
        return figures.jobs_per_second
    }

    private struct PeerFigures: Decodable {
        let completed: Int
        let left: Int
        let jobs_per_second: Double
    }
}
