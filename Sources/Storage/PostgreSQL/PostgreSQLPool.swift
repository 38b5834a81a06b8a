internal import Foundation

/// The connections of a process for its transactions, opened when needed.
final class PostgreSQLPool: @unchecked Sendable {
    // Sendable: the variables are only touched with `condition` locked, and a connection is used
    // only by the thread that took it out of `idle`.
    let settings: PostgreSQLSettings
    private let opener: PostgreSQLOpener
    private let condition = NSCondition()
    private var idle: [PostgreSQLConnection] = []
    private var opened = 0
    private var losses = 0

    init(opener: PostgreSQLOpener) {
        self.opener = opener
        settings = opener.settings
    }

    /// Takes the connection that was used last, so that few stay warm; opens one where none is
    /// idle; waits where there are too many.
    func borrow(_ backoff: inout PostgreSQLBackoff) throws -> PostgreSQLConnection {
        let (reused, generation) = reserve()
        if let reused { return reused }
        do {
            let connection = try opener.open(&backoff)
            connection.generation = generation
            return connection
        } catch {
            condition.withLock {
                opened -= 1
                condition.signal()
            }
            throw error
        }
    }

    /// Takes a connection back. One that was lost takes the idle ones along: mostly the server was
    /// restarted, and each of them would only disappoint the next borrower.
    func giveBack(_ connection: PostgreSQLConnection) {
        // Closed after the lock is left.
        var dropped: [PostgreSQLConnection] = []
        condition.withLock {
            if connection.isLost {
                losses += 1
                dropped = idle
                idle = []
                opened -= 1 + dropped.count
                condition.broadcast()
            } else if connection.generation != losses {
                opened -= 1
                condition.signal()
            } else {
                idle.append(connection)
                condition.signal()
            }
        }
    }

    private func reserve() -> (PostgreSQLConnection?, generation: Int) {
        condition.withLock {
            while idle.isEmpty && opened >= settings.maxConnections { condition.wait() }
            if let connection = idle.popLast() { return (connection, losses) }
            opened += 1
            return (nil, losses)
        }
    }
}
