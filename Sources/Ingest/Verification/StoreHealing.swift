internal import Hashing
internal import Storage

/// Heals what a verification found: copies right bytes from other places, and moves what stays
/// damaged out of the way, so that nobody takes it for the blob. Timelines tell of both.
///
/// Safe beside uploads that heal the same blobs, and beside collections.
public struct StoreHealing {
    private let store: Store
    private let repair: BlobRepair

    /// Opens the places, which are asked in their order. Throws `StorageError` where one of them
    /// cannot be opened.
    public init(_ store: Store, from places: [RepairPlace]) throws {
        self.store = store
        // First the store itself: what it keeps of a bucket on this machine may be right.
        let others = try places.map { try $0.open(for: store) }
        repair = BlobRepair(target: store.blobs, places: [store.blobs] + others)
    }

    /// Returns the report with what was repaired and quarantined.
    public func run(
        _ found: StoreVerification.Report, progress: (StoreVerification.Finding) -> Void = { _ in }
    ) throws -> StoreVerification.Report {
        var report = found
        var timeline = DamageTimeline(store.database)
        for finding in found.damaged + found.missing {
            if try repair.run(finding.digest) {
                report.repaired.append(finding)
                try timeline.tell(.repaired, of: finding)
            } else if try store.blobs.quarantine(finding.digest) {
                report.quarantined.append(finding)
                try timeline.tell(.quarantined, of: finding)
            } else if try store.blobs.isSound(finding.digest) {
                // By an upload, meanwhile.
                report.repaired.append(finding)
            }
            progress(finding)
        }
        let gone = Set(report.quarantined.map(\.digest))
        report.orphans.removeAll { gone.contains($0) }
        return report
    }
}
