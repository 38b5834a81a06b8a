/// The one place where an error becomes text and an exit code.
struct ErrorReport {
    /// What failed, without the leading `error: `.
    let message: String
    /// Lines that follow: what to do, where to read more.
    let advice: [String]
    /// `usage` for a `UsageError`, else `failed`.
    let exitCode: ExitCode

    /// Takes the words of an `ExplainedError`, and the description of any other.
    init(of error: any Error) {
        let explained = error as? any ExplainedError
        let usage = error as? UsageError
        message = (explained?.message ?? String(describing: error)).printable
        advice = [explained?.remedy, usage?.reference].compactMap { $0?.printable }
        exitCode = usage == nil ? .failed : .usage
    }

    /// All lines, the first beginning with `error: `, without a newline at the end.
    var text: String {
        (["error: \(message)"] + advice).joined(separator: "\n")
    }
}
