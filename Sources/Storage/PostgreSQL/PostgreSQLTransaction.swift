/// A transaction, lent to its body as a `Connection`.
///
/// `BEGIN` travels with the first statement. When that meets a server that was restarted, the
/// transaction begins again on another connection: nothing of it was done yet.
final class PostgreSQLTransaction: Connection {
    let dialect = SQLDialect.postgresql
    private let pool: PostgreSQLPool
    private var backoff: PostgreSQLBackoff
    private var lent: PostgreSQLConnection?
    private var controls: PostgreSQLControls
    /// The refusal that ended the transaction, or its innermost savepoint.
    private var refusal: (any Error)?
    private var savepoints = 0
    /// What it announces when it commits.
    private(set) var announcedTopics: Set<Topic> = []

    /// Takes a connection of the pool, for which it waits. `end` gives it back.
    init(_ beginning: [String], pool: PostgreSQLPool) throws {
        self.pool = pool
        controls = PostgreSQLControls(beginning)
        backoff = PostgreSQLBackoff(pool.settings)
        lent = try pool.borrow(&backoff)
    }

    func query(_ sql: String, _ binds: [any SQLBindable]) throws -> [Row] {
        try run(sql, binds) { statement, result in try result.rows(of: statement) }
    }

    @discardableResult
    func execute(_ sql: String, _ binds: [any SQLBindable]) throws -> Int {
        try run(sql, binds) { _, result in result.changedRows }
    }

    func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
        if let refusal { throw refusal }
        let announced = announcedTopics
        savepoints += 1
        let name = "savepoint_\(savepoints)"
        defer { savepoints -= 1 }
        controls.open(name)
        do {
            let value = try body()
            // A refusal that the body kept to itself undoes it all the same.
            if let refusal { throw refusal }
            controls.release(name)
            return value
        } catch {
            announcedTopics = announced
            undo(to: name)
            throw error
        }
    }

    func notify(_ topic: Topic) {
        announcedTopics.insert(topic)
    }

    /// Keeps what the body did. Throws the refusal of a body that kept it to itself.
    func commit() throws {
        if let refusal { throw refusal }
        guard controls.hasBegun else { return }
        do {
            let tag = try connection.finish(with: "COMMIT", after: &controls)
            guard tag == "COMMIT" else { throw Self.notKept }
        } catch let error as PostgreSQLError {
            throw error.storageErrorOfCommit
        }
    }

    /// Ends a transaction that has changed nothing, without waiting for the server.
    func close() throws {
        if let refusal { throw refusal }
        if controls.hasBegun { connection.post(["COMMIT"]) }
    }

    /// Undoes everything.
    func rollback() {
        guard controls.hasBegun, !connection.isLost else { return }
        var nothing = PostgreSQLControls([])
        do {
            try connection.finish(with: "ROLLBACK", after: &nothing)
        } catch {
            // The end of the connection undoes it as well.
            connection.abandon()
        }
    }

    /// Runs statements after the commit, without waiting for the server.
    func post(_ sql: [String]) {
        connection.post(sql)
    }

    /// Gives the connection back. The transaction was committed or rolled back.
    func end() {
        if let lent { pool.giveBack(lent) }
        lent = nil
    }

    private var connection: PostgreSQLConnection {
        guard let lent else { preconditionFailure("a connection is used after its transaction") }
        return lent
    }

    private func run<Value>(
        _ sql: String, _ binds: [any SQLBindable],
        _ read: (PostgreSQLStatement, PostgreSQLResult) throws -> Value
    ) throws -> Value {
        if let refusal { throw refusal }
        do {
            let (statement, result) = try attempt(sql, binds)
            controls.noteRun()
            return try read(statement, result)
        } catch {
            refusal = error
            throw error
        }
    }

    /// Runs a statement, again and again where it is the first one and the server is away.
    private func attempt(
        _ sql: String, _ binds: [any SQLBindable]
    ) throws -> (PostgreSQLStatement, PostgreSQLResult) {
        while true {
            do {
                return try connection.run(sql, binds, after: &controls)
            } catch let error as PostgreSQLError {
                guard try startOver(after: error) else { throw error.storageError(sql: sql) }
            }
        }
    }

    private func startOver(after error: PostgreSQLError) throws -> Bool {
        guard controls.mayStartOver, error.endedConnection || error.isOfStalePlan else {
            return false
        }
        if error.endedConnection {
            guard backoff.pause() else { return false }
            end()
            lent = try pool.borrow(&backoff)
        } else {
            rollback()
        }
        controls.startOver()
        return true
    }

    private func undo(to name: String) {
        guard !connection.isLost else { return }
        controls.undo(name)
        refusal = nil
    }

    private static let notKept = StorageError(
        .inputOutput, "The database gave up a transaction. Nothing of it was kept.")
}

@available(*, unavailable)
extension PostgreSQLTransaction: Sendable {}
