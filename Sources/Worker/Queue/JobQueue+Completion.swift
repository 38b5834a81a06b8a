public import Storage

/// A claimed job whose work is done, and what is written with its end.
public struct JobCompletion {
    public let job: Job
    /// Writes the result in the transaction that ends the job; `nil` where there is
    /// nothing to write. Called again where a transaction was undone.
    public let body: ((any Connection) throws -> Void)?

    public init(_ job: Job, _ body: ((any Connection) throws -> Void)? = nil) {
        self.job = job
        self.body = body
    }
}

extension JobQueue {
    /// Ends a claimed job well, with what it has to write, in one transaction.
    ///
    /// Throws `.leaseLost`, and keeps nothing of `body`, when the claim is over. The
    /// transaction may be shared with other threads' jobs, and `body` then runs on
    /// one of their threads, while this one waits. Tried again while the database is
    /// away: `body` may run several times, and is kept once.
    public func complete(
        _ job: Job, _ body: ((any Connection) throws -> Void)? = nil
    ) throws {
        let completion = JobCompletion(job, body)
        try persist { isRepeated in
            guard database.dialect.gainsByCompletingTogether, !isRepeated else {
                return try completeAlone(completion, isRepeated: isRepeated)
            }
            try completions.complete(completion) { group in
                completeEach(group, isRepeated: false)
            }
        }
    }

    /// Ends several claimed jobs in few transactions; answers for each in order.
    ///
    /// A job whose claim is over, or whose body throws, fails alone.
    public func complete(_ completions: [JobCompletion]) throws -> [Result<Void, any Error>] {
        var results: [Result<Void, any Error>] = []
        let size = completions.allSatisfy { $0.body == nil } ? Self.maxBareBatch : Self.maxBatch
        for start in stride(from: 0, to: completions.count, by: size) {
            let batch = Array(completions[start..<min(start + size, completions.count)])
            results += try persist { isRepeated in
                let results = completeEach(batch, isRepeated: isRepeated)
                // What the whole batch met is tried again with the whole batch.
                if let error = results.first?.passingError { throw error }
                return results
            }
        }
        return results
    }

    private static let maxBatch = 2 * CompletionLine.maxGroup
    /// Of jobs that write nothing with their ends.
    private static let maxBareBatch = 1_024

    // MARK: - Transactions

    /// In one transaction, or each in its own where that fails for a reason that one
    /// of them may be.
    private func completeEach(
        _ group: [JobCompletion], isRepeated: Bool
    ) -> [Result<Void, any Error>] {
        if group.count == 1 {
            return group.map { one in Result { try completeAlone(one, isRepeated: isRepeated) } }
        }
        do {
            return try database.write { db in
                try completeTogether(group, isRepeated: isRepeated, on: db)
            }
        } catch let error as StorageError where error.mayPass {
            return group.map { _ in .failure(error) }
        } catch {
            return group.map { one in Result { try completeAlone(one, isRepeated: isRepeated) } }
        }
    }

    private func completeAlone(_ completion: JobCompletion, isRepeated: Bool) throws {
        try database.write { db in
            if isRepeated, try isCompleted(completion.job, on: db) { return }
            try apply(.completed, to: completion.job, failure: nil, on: db)
            try completion.body?(db)
        }
    }

    /// Whether an earlier attempt was kept. Nobody else completes under this claim.
    /// Waits for an attempt that the server has not given up yet.
    private func isCompleted(_ job: Job, on db: any Connection) throws -> Bool {
        let now = try lock(job.id, on: db).status
        return now.claim == job.status.claim && now.state == .completed
    }

    /// Locks all first, in the order of their numbers, so that their claims stand
    /// until the end of the transaction; then each body runs in a savepoint.
    private func completeTogether(
        _ group: [JobCompletion], isRepeated: Bool, on db: any Connection
    ) throws -> [Result<Void, any Error>] {
        var standing = try standing(of: group.map(\.job), on: db)
        var ended: [JobID] = []
        let results = group.map { completion in
            Result {
                let job = completion.job
                let now = standing.removeValue(forKey: job.id)
                guard let now, now.claim == job.status.claim else { throw leaseLost(job) }
                if isRepeated, now.state == .completed { return }
                guard now.state == .running else { throw leaseLost(job) }
                if let body = completion.body { try db.savepoint { try body(db) } }
                ended.append(job.id)
            }
        }
        try end(ended, on: db)
        return results
    }

    private struct Standing {
        let claim: Int64
        let state: JobState?
    }

    private func standing(
        of jobs: [Job], on db: any Connection
    ) throws -> [JobID: Standing] {
        let list = BindList(jobs.map(\.id), from: 1)
        let sql = """
            SELECT id, claim, state
            FROM jobs
            WHERE id IN (\(list.numbers))
            ORDER BY id
            \(db.dialect.forUpdate)
            """
        let rows = try db.query(sql, list.values).map { row in
            let standing = Standing(
                claim: try row.integer("claim"), state: JobState(rawValue: try row.text("state")))
            return (JobID(try row.integer("id")), standing)
        }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    /// What `apply(.completed)` does, for locked and running jobs.
    private func end(_ ids: [JobID], on db: any Connection) throws {
        guard !ids.isEmpty else { return }
        let list = BindList(ids, from: 2)
        let sql = """
            UPDATE jobs
            SET state = 'completed',
                lease_until = NULL,
                worker = NULL,
                finished_at = $1
            WHERE id IN (\(list.numbers))
            """
        try db.execute(sql, [now()] + list.values)
        db.notify(Self.endTopic)
    }
}

extension Result where Success == Void, Failure == any Error {
    fileprivate var passingError: StorageError? {
        guard case .failure(let error as StorageError) = self, error.mayPass else { return nil }
        return error
    }
}
