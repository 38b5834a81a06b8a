/// The statements that control one transaction: `BEGIN`, `SAVEPOINT` and their like.
///
/// They are kept until a statement is run and travel with it, so that they take no time of their
/// own. As long as no statement has run the transaction may start over on another connection.
struct PostgreSQLControls {
    /// Not sent yet.
    private(set) var pending: [String]
    /// Sent before any statement had run.
    private var sent: [String] = []
    private var hasRun = false
    /// Whether the server knows of the transaction.
    private(set) var hasBegun = false

    init(_ beginning: [String]) {
        pending = beginning
    }

    /// Whether the server has done nothing yet that the body knows of.
    var mayStartOver: Bool { !hasRun }

    mutating func add(_ control: String) {
        pending.append(control)
    }

    mutating func noteSent() {
        if !hasRun { sent += pending }
        hasBegun = true
        pending = []
    }

    mutating func noteRun() {
        hasRun = true
        sent = []
    }

    /// Begins again, on a connection that has no open transaction.
    mutating func startOver() {
        pending = sent + pending
        sent = []
        hasBegun = false
    }

    /// Sets a savepoint.
    mutating func open(_ name: String) {
        add("SAVEPOINT \(name)")
    }

    /// Keeps what was done since the savepoint.
    mutating func release(_ name: String) {
        if !forget(name) { add("RELEASE \(name)") }
    }

    /// Undoes what was done since the savepoint. What was not sent since is not sent at all.
    mutating func undo(_ name: String) {
        if forget(name) { return }
        pending = ["ROLLBACK TO \(name)", "RELEASE \(name)"]
    }

    /// Takes back a savepoint of which the server does not know.
    private mutating func forget(_ name: String) -> Bool {
        guard let index = pending.lastIndex(of: "SAVEPOINT \(name)") else { return false }
        pending.removeSubrange(index...)
        return true
    }
}
