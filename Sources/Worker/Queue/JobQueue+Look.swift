public import Storage

extension JobQueue {
    /// The job with this number; throws `.notFound`.
    public func find(_ id: JobID) throws -> Job {
        try database.read { db in try find(id, on: db) }
    }

    /// The job with this number in the caller's transaction; throws `.notFound`.
    public func find(_ id: JobID, on db: any Connection) throws -> Job {
        try one(Self.selectOne, id, on: db)
    }

    /// The job with this number, which nobody else changes before the transaction
    /// ends; throws `.notFound`.
    ///
    /// Who locks several jobs in one transaction does so in the order of their
    /// numbers, all at once, so that two transactions never wait for each other.
    func lock(_ id: JobID, on db: any Connection) throws -> Job {
        try one(Self.selectOne + " " + db.dialect.forUpdate, id, on: db)
    }

    private func one(_ sql: String, _ id: JobID, on db: any Connection) throws -> Job {
        guard let row = try db.first(sql, [id]) else {
            throw JobQueueError(
                .notFound, "There is no job \(id). See `muniment jobs list`.")
        }
        return try Job(row: row)
    }

    private static let selectOne = """
        SELECT \(Job.columns)
        FROM jobs
        WHERE id = $1
        """

    /// The newest jobs, newest first; of one state only where it is named.
    public func list(_ state: JobState? = nil, limit: Int) throws -> [Job] {
        try database.read { db in
            try db.query(Self.selectNewest, [state?.rawValue, limit]).map(Job.init(row:))
        }
    }

    private static let selectNewest = """
        SELECT \(Job.columns)
        FROM jobs
        WHERE CAST($1 AS TEXT) IS NULL OR state = $1
        ORDER BY id DESC
        LIMIT $2
        """

    /// The newest job about `subject`, of one kind only where it is named, in the
    /// caller's transaction.
    public func newest(
        about subject: String, of kind: String? = nil, on db: any Connection
    ) throws -> Job? {
        try db.first(Self.selectAbout, [subject, kind]).map(Job.init(row:))
    }

    private static let selectAbout = """
        SELECT \(Job.columns)
        FROM jobs
        WHERE subject = $1
            AND (CAST($2 AS TEXT) IS NULL OR kind = $2)
        ORDER BY id DESC
        LIMIT 1
        """

    /// How many jobs are in each state; a state without jobs is left out.
    public func counts() throws -> [JobState: Int] {
        let rows = try database.read { db in
            try db.query("SELECT state, COUNT(*) AS count FROM jobs GROUP BY state")
        }
        var counts: [JobState: Int] = [:]
        for row in rows {
            guard let state = JobState(rawValue: try row.text("state")) else { continue }
            counts[state] = try row.int("count")
        }
        return counts
    }

    /// What went wrong with a job so far, oldest first.
    public func errors(of id: JobID) throws -> [JobErrorEntry] {
        try database.read { db in
            try db.query(Self.selectErrors, [id]).map { row in
                JobErrorEntry(
                    attempt: try row.int("attempt"), at: try row.timestamp("at"),
                    failureClass: try row.text("class"), code: try row.text("code"),
                    message: try row.text("message"))
            }
        }
    }

    private static let selectErrors = """
        SELECT attempt, at, class, code, message
        FROM job_errors
        WHERE job_id = $1
        ORDER BY id
        """
}
