internal import Foundation

/// The one writing connection of a process, with group commit.
///
/// Threads take turns. A thread whose body has run leaves the transaction open
/// when another thread is already waiting; the last one commits for all, so
/// many small transactions share one fsync. Each body runs in a savepoint and
/// stands or falls alone; only a failing commit fails all of its batch.
final class SQLiteWriter: @unchecked Sendable {
    // Sendable: every variable is only touched by the thread that has `turn`; a
    // batch's outcome is set before its members are let go to read it.
    private let connection: SQLiteConnection
    private let processTurn: WriterTurn
    private let turn = ThreadTurn()
    private var synchronous: Durability?
    private let onCommit: @Sendable (Set<Topic>) -> Void

    private var batch: Batch?
    private var sizeOfLastBatch = 1

    /// How many transactions may share one commit. More would only lengthen the
    /// wait of the first without saving much of an fsync.
    private static let maxBatch = 64

    /// How often a small batch lets other threads run before it commits.
    private static let maxYields = 20

    /// Transactions that wait for the same commit.
    private final class Batch {
        let durability: Durability
        var size = 1
        var outcome: Result<Void, any Error>?
        /// Left once there is an outcome.
        let open = DispatchGroup()

        init(_ durability: Durability) {
            self.durability = durability
            open.enter()
        }
    }

    /// `onCommit` is called on the committing thread with the topics announced.
    init(
        connection: SQLiteConnection, turn: WriterTurn,
        onCommit: @escaping @Sendable (Set<Topic>) -> Void
    ) {
        self.connection = connection
        processTurn = turn
        self.onCommit = onCommit
    }

    func write<T>(
        _ durability: Durability, _ body: (any Connection) throws -> T
    ) throws -> T {
        turn.take()
        let batch: Batch
        do {
            batch = try openBatch(durability)
        } catch {
            turn.pass()
            throw error
        }
        let result = Result { try connection.savepoint { try body(connection) } }
        finish(batch)
        let value = try result.get()
        try batch.outcome?.get()
        return value
    }

    // MARK: - The batch

    /// Joins the open batch, or begins one.
    ///
    /// SQLite cannot change its durability inside a transaction, so a durable
    /// body does not join a batch that was begun without: it is committed first.
    private func openBatch(_ durability: Durability) throws -> Batch {
        if let batch {
            if batch.durability == .durable || durability == .processOnly {
                batch.size += 1
                return batch
            }
            close(batch)
        }
        return try beginBatch(durability)
    }

    private func beginBatch(_ durability: Durability) throws -> Batch {
        try processTurn.take()
        do {
            try prepare(for: durability)
            try connection.begin("BEGIN IMMEDIATE")
        } catch {
            processTurn.pass()
            throw error
        }
        let opened = Batch(durability)
        batch = opened
        return opened
    }

    private func prepare(for durability: Durability) throws {
        guard synchronous != durability else { return }
        try connection.run(script: Self.pragma(durability))
        synchronous = durability
    }

    /// In WAL mode FULL syncs the log at each commit, NORMAL only when the log is
    /// written back. See https://www.sqlite.org/pragma.html#pragma_synchronous.
    private static func pragma(_ durability: Durability) -> String {
        switch durability {
        case .durable: "PRAGMA synchronous = FULL"
        case .processOnly: "PRAGMA synchronous = NORMAL"
        }
    }

    /// Leaves the commit to a waiting thread, or commits for the whole batch.
    private func finish(_ batch: Batch) {
        let mayGrow = batch.size < Self.maxBatch && !connection.isInAutocommit
        if mayGrow && (turn.passToNext() || passAfterLingering(batch)) {
            batch.open.wait()
        } else {
            close(batch)
            turn.pass()
        }
    }

    /// Gives the threads of a larger batch before this one a moment to come back:
    /// they were woken together and are about to write again. Costs a lone writer
    /// nothing. PostgreSQL's `commit_delay` with `commit_siblings` is the same idea.
    private func passAfterLingering(_ batch: Batch) -> Bool {
        guard batch.size < sizeOfLastBatch else { return false }
        for _ in 0..<Self.maxYields {
            sched_yield()
            if turn.passToNext() { return true }
        }
        return false
    }

    /// Commits, and tells the waiting threads of the batch and the listeners.
    private func close(_ batch: Batch) {
        let outcome = Result { try commit() }
        let topics = connection.takeAnnouncedTopics()
        processTurn.pass()
        self.batch = nil
        sizeOfLastBatch = batch.size
        batch.outcome = outcome
        batch.open.leave()
        if case .success = outcome, !topics.isEmpty { onCommit(topics) }
    }

    private func commit() throws {
        guard !connection.isInAutocommit else {
            throw StorageError(
                .inputOutput,
                "The database gave up a transaction, and others with it. Nothing of them was kept.")
        }
        do {
            try connection.control("COMMIT")
        } catch {
            if !connection.isInAutocommit { try connection.control("ROLLBACK") }
            throw error
        }
    }
}
