import Ingest
import Sharing
import Worker

extension BackupError: ExplainedError {}

extension IntakeError: ExplainedError {}

extension CatalogError: ExplainedError {
    var remedy: String? { nil }
}

extension JobQueueError: ExplainedError {
    var remedy: String? { nil }
}

extension MoveError: ExplainedError {}

extension CollectionError: ExplainedError {}

extension OperationError: ExplainedError {
    var remedy: String? { nil }
}
