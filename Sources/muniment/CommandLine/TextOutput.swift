/// Where text goes: a descriptor, or memory in a test.
protocol TextOutput: Sendable {
    /// The columns of the terminal behind it; `nil` when there is none.
    var terminalWidth: Int? { get }

    /// Appends text, which may wait in a buffer.
    ///
    /// Throws `OutputError`, also for text that an earlier call left behind.
    func write(_ text: String) throws(OutputError)

    /// Hands on everything that waits.
    func flush() throws(OutputError)
}

/// Why text could not be written.
enum OutputError: ExplainedError, Equatable {
    /// The reader has gone away, as `head` does. Not a failure: the program ends quietly.
    case closed
    /// The system's reason.
    case failed(String)

    var message: String {
        switch self {
        case .closed: "the reader of the output has gone away"
        case .failed(let reason): "the output cannot be written: \(reason)"
        }
    }

    var remedy: String? {
        self == .closed ? nil : "Check the disk or the program that the output goes to."
    }
}
