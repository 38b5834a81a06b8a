internal import Storage
public import Worker

/// Reads a version again from its stored bytes.
public struct Reprocessing: Sendable {
    private let store: Store

    public init(store: Store) {
        self.store = store
    }

    /// Makes a finished job available again and its version `processing`.
    ///
    /// Throws `JobQueueError` where the job is not finished or another one reads
    /// the same version.
    public func retry(_ job: JobID) throws {
        try store.database.write { db in try retry(job, on: db) }
    }

    /// Reads the version again, or the document's current one, with its last job.
    public func retry(version: Version) throws -> JobID {
        try store.database.write { db in
            let job = try store.queue.newest(
                about: version.id.text, of: ExtractionHandler.jobKind, on: db)
            guard let job else {
                throw JobQueueError(.notFound, "There is no job for \(version.id).")
            }
            try retry(job.id, on: db)
            return job.id
        }
    }

    private func retry(_ id: JobID, on db: any Connection) throws {
        try store.queue.retry(id, on: db)
        let job = try store.queue.find(id, on: db)
        guard job.kind == ExtractionHandler.jobKind else { return }
        try db.execute(Self.reopenVersion, [job.subject])
        try db.execute(Self.deleteDamagedPages, [job.subject])
    }

    private static let reopenVersion = """
        UPDATE versions
        SET state = 'processing',
            reason = NULL,
            settled_at = NULL
        WHERE id = $1
        """

    /// The job takes its draft up again; what was not read well there is the reason
    /// to read once more.
    private static let deleteDamagedPages = """
        DELETE FROM pages
        WHERE record_id IN (
                SELECT id
                FROM records
                WHERE version_id = $1
                    AND finished_at IS NULL
            )
            AND (failure IS NOT NULL OR complaints IS NOT NULL)
        """
}
