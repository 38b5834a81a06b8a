internal import Foundation
public import Ingest
public import Storage
internal import Worker

/// What came of asking for a version to be read again.
public enum ProcessingOutcome: Sendable {
    case started
    case alreadyProcessing
    case failed
}

extension DocumentOperations {
    /// Reads a version again, the current one where none is named.
    ///
    /// Returns at once, or after at most `patience` when it has been read.
    public func process(
        _ id: DocumentID, version: VersionID?, waiting patience: Duration? = nil,
        as subject: Subject
    ) throws -> (version: VersionID, outcome: ProcessingOutcome) {
        let document = try document(id, as: subject)
        try document.access.require(.createVersion, of: subject, on: id)
        let asked = try self.version(
            version ?? document.currentVersion.id, of: id, as: subject
        ).version
        guard asked.state != .processing else { return (asked.id, .alreadyProcessing) }
        let ended = store.database.listen(to: JobQueue.endTopic)
        do {
            _ = try Reprocessing(store: store).retry(version: asked)
        } catch let error as JobQueueError where [.wrongState, .duplicate].contains(error.code) {
            return (asked.id, .alreadyProcessing)
        }
        guard let patience else { return (asked.id, .started) }
        let state = try settledState(of: asked.id, ended, patience: patience)
        return (asked.id, state == .failed ? .failed : .started)
    }

    private func settledState(
        of id: VersionID, _ ended: Signal, patience: Duration
    ) throws -> VersionState {
        let deadline = Date(timeIntervalSinceNow: patience.seconds)
        while true {
            let seen = ended.current
            let state = try store.catalog.version(named: id.text).state
            if state.isSettled || Date() >= deadline { return state }
            ended.wait(beyond: seen, until: deadline)
        }
    }
}
