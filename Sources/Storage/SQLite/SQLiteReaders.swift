internal import Foundation

/// The reading connections of a process, opened when needed.
final class SQLiteReaders: @unchecked Sendable {
    // Sendable: `idle` and `opened` are only touched with `condition` locked, and a
    // connection is used only by the thread that took it out of `idle`.
    private let path: String
    private let access: SQLiteConnection.Access
    private let vfs: String?
    private let maxConnections: Int
    private let condition = NSCondition()
    private var idle: [SQLiteConnection] = []
    private var opened = 0

    init(
        path: String, access: SQLiteConnection.Access = .reading, vfs: String? = nil,
        maxConnections: Int
    ) {
        self.path = path
        self.access = access
        self.vfs = vfs
        self.maxConnections = maxConnections
    }

    /// Runs `body` in a deferred transaction, which reads one snapshot.
    func read<T>(_ body: (SQLiteConnection) throws -> T) throws -> T {
        let connection = try borrow()
        defer { giveBack(connection) }
        try connection.begin("BEGIN DEFERRED")
        do {
            let value = try body(connection)
            try connection.control("COMMIT")
            return value
        } catch {
            if !connection.isInAutocommit { try connection.control("ROLLBACK") }
            throw error
        }
    }

    private func borrow() throws -> SQLiteConnection {
        let reused: SQLiteConnection? = condition.withLock {
            while idle.isEmpty && opened >= maxConnections { condition.wait() }
            if let connection = idle.popLast() { return connection }
            opened += 1
            return nil
        }
        if let reused { return reused }
        do {
            let connection = try SQLiteConnection(path: path, access: access, vfs: vfs)
            try connection.run(script: SQLiteDatabase.readerSettings)
            return connection
        } catch {
            condition.withLock {
                opened -= 1
                condition.signal()
            }
            throw error
        }
    }

    private func giveBack(_ connection: SQLiteConnection) {
        condition.withLock {
            idle.append(connection)
            condition.signal()
        }
    }
}
