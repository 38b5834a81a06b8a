internal import CPostgres

/// An open connection to a server, with its prepared statements.
///
/// Used by one thread at a time, which its owner (the pool, or the thread of the notifications)
/// makes sure of. It is in libpq's pipeline mode: several commands are sent at once, and their
/// answers come together, in one round trip.
final class PostgreSQLConnection {
    let handle: OpaquePointer
    /// Whether it is of no more use.
    private(set) var isLost = false
    /// Counts the losses that its pool had met before this connection was opened.
    var generation = 0
    private var statements: [String: PostgreSQLStatement] = [:]
    /// Statements that control transactions, prepared under their own text as a name.
    private var controls: Set<String> = []
    private var namesGiven = 0
    /// Round trips that were begun and whose answers were not read yet.
    private var unanswered = 0

    /// How many statements are kept prepared; the product has fewer texts.
    static let maxStatements = 256

    /// Takes over a connection that `open` has made.
    init(takingOwnership handle: OpaquePointer) {
        self.handle = handle
    }

    deinit {
        PQfinish(handle)
    }

    /// Runs a statement, after the `controls` that were kept for this round trip.
    ///
    /// Throws `PostgreSQLError` for what the server answered, `StorageError` for a value that does
    /// not fit.
    func run(
        _ sql: String, _ binds: [any SQLBindable], after controls: inout PostgreSQLControls
    ) throws -> (PostgreSQLStatement, PostgreSQLResult) {
        let isCached = statements[sql] != nil
        let statement = try statements[sql] ?? prepare(sql, after: &controls)
        let binds = try PostgreSQLBinds(binds, for: statement)
        do {
            let results = try exchange(
                [.execute(name: statement.name, binds)], after: &controls)
            return (statement, results[0])
        } catch var error as PostgreSQLError {
            error.isOfStalePlan = isCached && Self.statesOfStalePlans.contains(error.sqlState)
            if error.isOfStalePlan { statements[sql] = nil }
            throw error
        }
    }

    /// Runs statements that control the transaction and returns the last one's answer.
    @discardableResult
    func finish(with last: String, after controls: inout PostgreSQLControls) throws -> String {
        controls.add(last)
        return try exchange([], after: &controls).last?.tag ?? ""
    }

    /// Sends statements without waiting for their answers, which are never looked at.
    func post(_ sql: [String]) {
        guard begin(sql.map { .run($0) }) else { return abandon() }
        unanswered += 1
    }

    /// Has it closed instead of used again.
    func abandon() {
        isLost = true
    }

    /// Sends commands and returns their answers, one each. Throws the first refusal, after which
    /// the server has run nothing more.
    func exchange(_ commands: [PostgreSQLCommand]) throws -> [PostgreSQLResult] {
        let results = try roundTrip(commands)
        if let error = results.lazy.compactMap(\.error).first { throw error }
        return results
    }

    // MARK: - Statements

    /// What PostgreSQL says when a prepared statement's columns have changed, or it is gone.
    private static let statesOfStalePlans: Set = ["0A000", "26000"]

    private func prepare(
        _ sql: String, after controls: inout PostgreSQLControls
    ) throws -> PostgreSQLStatement {
        if statements.count >= Self.maxStatements { try forgetStatements(after: &controls) }
        namesGiven += 1
        let name = "s\(namesGiven)"
        let results = try exchange(
            [.prepare(name: name, sql: sql), .describe(name: name)], after: &controls)
        let statement = PostgreSQLStatement(
            name: name, sql: sql, parameters: results[1].parameterTypes,
            columns: ColumnNames(results[1].columnNames))
        statements[sql] = statement
        return statement
    }

    private func forgetStatements(after controls: inout PostgreSQLControls) throws {
        _ = try exchange([.run("DEALLOCATE ALL")], after: &controls)
        statements = [:]
        self.controls = []
    }

    /// Sends what the transaction has kept for this round trip in front of the commands, and
    /// returns the answers to the commands, or to the controls where there are none.
    private func exchange(
        _ commands: [PostgreSQLCommand], after kept: inout PostgreSQLControls
    ) throws -> [PostgreSQLResult] {
        let sent = executions(of: kept.pending)
        let results = try roundTrip(sent + commands)
        kept.noteSent()
        for (command, result) in zip(sent, results) {
            guard case .prepare(let name, _) = command, result.isSuccess else { continue }
            controls.insert(name)
        }
        if let error = results.lazy.compactMap(\.error).first { throw error }
        return commands.isEmpty ? results : Array(results.suffix(commands.count))
    }

    /// Runs controls, each prepared at its first use: not earlier, for in a transaction that a
    /// refusal has ended the server takes nothing but a `ROLLBACK`.
    private func executions(of controls: [String]) -> [PostgreSQLCommand] {
        var names: Set<String> = []
        var commands: [PostgreSQLCommand] = []
        for sql in controls {
            if !self.controls.contains(sql), names.insert(sql).inserted {
                commands.append(.prepare(name: sql, sql: sql))
            }
            commands.append(.execute(name: sql, .none))
        }
        return commands
    }

    // MARK: - Messages

    /// Sends commands and returns their answers, whatever they are. Throws when the connection is
    /// lost.
    private func roundTrip(_ commands: [PostgreSQLCommand]) throws -> [PostgreSQLResult] {
        guard begin(commands) else {
            isLost = true
            throw lost(nil)
        }
        unanswered += 1
        while unanswered > 1 { _ = try answers() }
        return try answers()
    }

    private func begin(_ commands: [PostgreSQLCommand]) -> Bool {
        commands.allSatisfy { send($0) } && PQpipelineSync(handle) == 1
    }

    private func send(_ command: PostgreSQLCommand) -> Bool {
        switch command {
        case .prepare(let name, let sql): PQsendPrepare(handle, name, sql, 0, nil) == 1
        case .describe(let name): PQsendDescribePrepared(handle, name) == 1
        case .run(let sql): PQsendQueryParams(handle, sql, 0, nil, nil, nil, nil, 1) == 1
        case .execute(let name, let binds):
            binds.withPointers { count, values, lengths, formats in
                PQsendQueryPrepared(handle, name, count, values, lengths, formats, 1) == 1
            }
        }
    }

    /// Reads the answers of one round trip, whose end the server marks.
    ///
    /// libpq parts the answers by NULLs, and gives nothing else once the connection is lost.
    private func answers() throws -> [PostgreSQLResult] {
        var results: [PostgreSQLResult] = []
        var wasNothing = false
        while true {
            guard let pointer = PQgetResult(handle) else {
                guard PQstatus(handle) == CONNECTION_OK, !wasNothing else { break }
                wasNothing = true
                continue
            }
            wasNothing = false
            let result = PostgreSQLResult(takingOwnership: pointer)
            if result.status == PGRES_PIPELINE_SYNC {
                unanswered -= 1
                return results
            }
            results.append(result)
        }
        isLost = true
        throw lost(results.lazy.compactMap(\.error).first)
    }

    private func lost(_ cause: PostgreSQLError?) -> PostgreSQLError {
        var error = cause ?? PostgreSQLError(sqlState: nil, primaryMessage: nil)
        error.endedConnection = true
        return error
    }
}

@available(*, unavailable)
extension PostgreSQLConnection: Sendable {}
