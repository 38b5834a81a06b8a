import Foundation
import Ingest
import Storage
import Worker

/// Waits until versions are settled, whichever process reads them.
struct SettlementWatch {
    private let store: Store
    private let files: [VersionID: AddedFile]

    /// What a look covers again, because commits of other processes are not seen in
    /// the order of their clocks.
    private static let overlap: Duration = .seconds(5)

    /// How long to wait without any news.
    private static let patience: Duration = .milliseconds(500)

    init(_ store: Store, _ files: [VersionID: AddedFile]) {
        self.store = store
        self.files = files
    }

    /// Hands every file to `body` once it is settled; returns early when the runner
    /// was drained.
    func run(
        whileRunning runner: JobRunner, _ body: (SettledFile) throws -> Void
    ) throws {
        let signal = store.database.listen(to: JobQueue.endTopic)
        var pending = files
        var since = pending.values.map(\.receipt.receivedAt).min() ?? .now()
        while !pending.isEmpty {
            let seen = signal.current
            for (version, pages) in try store.catalog.settled(since: since - Self.overlap) {
                since = max(since, version.settledAt ?? since)
                guard let file = pending.removeValue(forKey: version.id) else { continue }
                try body(SettledFile(file: file, version: version, pageCount: pages))
            }
            if pending.isEmpty || runner.isDraining { return }
            signal.wait(
                beyond: seen, until: Date(timeIntervalSinceNow: Self.patience.seconds))
        }
    }
}

/// A file whose reading has ended.
struct SettledFile {
    let file: AddedFile
    let version: Version
    let pageCount: Int?
}
