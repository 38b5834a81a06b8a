import Storage

/// An error whose text was written for the person at the terminal.
protocol ExplainedError: Error {
    /// What failed, in one sentence.
    var message: String { get }
    /// What to do about it.
    var remedy: String? { get }
}

/// A failure the command line itself has found.
struct CommandLineError: ExplainedError {
    var message: String
    var remedy: String?

    /// Takes sentences without `error: ` and without a newline at the end.
    init(_ message: String, remedy: String? = nil) {
        self.message = message
        self.remedy = remedy
    }
}

extension StorageError: ExplainedError {
    /// The place and the cause: the message already says what to do.
    var remedy: String? {
        let place = path.flatMap { message.contains($0) ? nil : "Where: \($0)" }
        let reason = cause.map { "Cause: \(ErrorReport(of: $0).message)" }
        let lines = [place, reason].compactMap { $0 }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }
}
