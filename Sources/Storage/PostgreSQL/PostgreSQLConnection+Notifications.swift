internal import CPostgres

extension PostgreSQLConnection {
    /// The descriptor that can be read when the server has said something.
    var socket: CInt { PQsocket(handle) }

    /// The topics of which others than `sender` have told since the last call.
    ///
    /// Throws `PostgreSQLError` where the connection is lost.
    func takeNotifications(butThoseOf sender: String) throws -> Set<Topic> {
        guard PQconsumeInput(handle) == 1 else {
            throw PostgreSQLError(sqlState: nil, primaryMessage: nil)
        }
        var topics: Set<Topic> = []
        while let notification = PQnotifies(handle) {
            defer { PQfreemem(notification) }
            guard String(cString: notification.pointee.extra) != sender else { continue }
            topics.insert(Topic(String(cString: notification.pointee.relname)))
        }
        return topics
    }
}

extension Topic {
    /// The statement that tells the listeners of the topic, and who does.
    func notification(from sender: String) -> String { "NOTIFY \(channel), '\(sender)'" }

    /// The topic's channel as a quoted name.
    var channel: String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }
}
