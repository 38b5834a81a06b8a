import Foundation
import Storage
import Worker

/// Four processes on one queue.
struct QueueProcessesCase: BenchmarkCase {
    static let name = "queue-processes"
    static let title = "Four processes enqueue and work off one queue; errors that callers see"

    /// Makes this executable one of the four.
    static let childArgument = "queue-child"

    private static let processes = 4
    private static let jobsEach = 4_000

    init(_ settings: BenchmarkSettings) {}

    func run() throws {
        let scratch = try ScratchFolder()
        let database = try QueueCase.makeDatabase(in: scratch.path)
        let seconds = try Measurement.seconds {
            let children = try (0..<Self.processes).map { _ in
                let child = Process()
                child.executableURL = URL(fileURLWithPath: "/proc/self/exe")
                child.arguments = [Self.childArgument, scratch.path]
                try child.run()
                return child
            }
            for child in children { child.waitUntilExit() }
            let failed = children.count { $0.terminationStatus != 0 }
            report("processes that met an error", "\(failed) of \(Self.processes)")
        }
        let counts = try JobQueue(database: database).counts()
        let completed = counts[.completed] ?? 0
        report("jobs completed", "\(completed) of \(Self.processes * Self.jobsEach)")
        report(
            "enqueued, claimed and completed",
            String(format: "%.0f /s together", Double(completed) / seconds))
    }

    /// Enqueues its share, then works until nothing is left. Any error, `SQLITE_BUSY`
    /// among them, ends the process with a trap.
    static func runChild(_ arguments: [String]) throws {
        guard let folder = arguments.first else { return }
        let database = try QueueCase.makeDatabase(in: folder)
        let queue = JobQueue(database: database)
        _ = try QueueCase.enqueue(jobsEach, on: queue, in: database)
        let name = JobRunner.uniqueName()
        while true {
            let jobs = try queue.claim(16, of: ["nothing"], for: name)
            if jobs.isEmpty { return }
            for job in jobs { try queue.complete(job) { _ in } }
        }
    }
}
