import Foundation
import Ingest
import Storage
import Worker

/// Waits until versions are settled and their duplicates looked for, whichever process does it.
struct SettlementWatch {
    private let store: Store
    private var pending: [VersionID: AddedFile]
    /// Settled, and waiting for their match jobs.
    private var matching: [VersionID: AddedFile] = [:]
    private var since: Timestamp

    /// What a look covers again, because commits of other processes are not seen in
    /// the order of their clocks.
    private static let overlap: Duration = .seconds(5)

    /// How long to wait without any news.
    private static let patience: Duration = .milliseconds(500)

    /// How many files are asked how far they are: as many as are read at once.
    private static let maxUnderway = 16

    init(_ store: Store, _ files: [AddedFile]) {
        self.store = store
        pending = Dictionary(
            files.map { ($0.receipt.versionID, $0) }, uniquingKeysWith: { first, _ in first })
        since = files.map(\.receipt.receivedAt).min() ?? .now()
    }

    /// The files that are not done yet, in the order of their arrival.
    var unsettled: [AddedFile] {
        Self.inOrder(pending) + Self.inOrder(matching)
    }

    private static func inOrder(_ files: [VersionID: AddedFile]) -> [AddedFile] {
        files.values.sorted { $0.receipt.jobID < $1.receipt.jobID }
    }

    /// Hands every file to `body` once it is done, and says now and then how far
    /// the others are; returns early when `isStopped`.
    mutating func run(
        until isStopped: () -> Bool, progress: (JobProgress) -> Void,
        _ body: (SettledFile) throws -> Void
    ) throws {
        let signal = store.database.listen(to: JobQueue.endTopic)
        while true {
            let seen = signal.current
            try lookAtEndedJobs()
            try look(body)
            if pending.isEmpty && matching.isEmpty || isStopped() { return }
            progress(try underway())
            signal.wait(
                beyond: seen, until: Date(timeIntervalSinceNow: Self.patience.seconds))
        }
    }

    /// Hands over what is done since the last look.
    mutating func look(_ body: (SettledFile) throws -> Void) throws {
        for (version, _) in try store.catalog.settled(since: since - Self.overlap) {
            since = max(since, version.settledAt ?? since)
            noteSettled(version.id)
        }
        try lookAtMatches(body)
    }

    private mutating func noteSettled(_ version: VersionID) {
        guard let file = pending.removeValue(forKey: version) else { return }
        matching[version] = file
    }

    /// Notes what a look by time can miss: a version that another machine settled long
    /// before its commit was seen here.
    private mutating func lookAtEndedJobs() throws {
        for file in Self.inOrder(pending).prefix(Self.maxUnderway) {
            guard try store.queue.find(file.receipt.jobID).status.state.isFinal else { continue }
            let version = try store.catalog.version(named: file.receipt.versionID.text)
            if version.state.isSettled { noteSettled(version.id) }
        }
    }

    /// Hands over the settled files for which no match job is left; looks no further than
    /// some that wait.
    private mutating func lookAtMatches(_ body: (SettledFile) throws -> Void) throws {
        var waiting = 0
        for file in Self.inOrder(matching) where waiting < Self.maxUnderway {
            let id = file.receipt.versionID
            if try MatchHandler.isPending(for: id, in: store) {
                waiting += 1
                continue
            }
            matching[id] = nil
            let version = try store.catalog.version(named: id.text)
            let pages = try store.catalog.pageCount(of: version)
            try body(SettledFile(file: file, version: version, pageCount: pages))
        }
    }

    /// The pages of the files that are being read. `total` is not set before every
    /// one of them was opened.
    private func underway() throws -> JobProgress {
        var sum = JobProgress(done: 0, total: 0)
        for file in Self.inOrder(pending).prefix(Self.maxUnderway) {
            let job = try store.queue.find(file.receipt.jobID)
            sum.done += job.progress.done
            sum.total = sum.total.flatMap { sum in job.progress.total.map { sum + $0 } }
        }
        return sum
    }
}

/// A file whose reading has ended.
struct SettledFile {
    let file: AddedFile
    let version: Version
    let pageCount: Int?
}
