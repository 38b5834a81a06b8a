internal import Ingest
internal import Storage

/// Whom a copy or an entry page is made for.
struct Viewer {
    let name: String
    /// `nil` where none is known.
    let email: String?

    /// The one that is named, or else whoever asks.
    static func find(
        _ recipient: String?, or subject: Subject, on db: any Connection
    ) throws -> Viewer {
        if let recipient {
            return Viewer(name: recipient, email: recipient.contains("@") ? recipient : nil)
        }
        let row = try db.first(select, [subject.id])
        return Viewer(
            name: try row?.text("name") ?? subject.name, email: try row?.text("email"))
    }

    private static let select = """
        SELECT name, email
        FROM users
        WHERE id = $1
        """
}
