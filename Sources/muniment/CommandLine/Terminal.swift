import Foundation

/// Standard output and standard error as a command sees them.
///
/// Results go to the output, everything else to the errors. Threads may share it.
final class Terminal: Sendable {
    private let output: any TextOutput
    private let errors: any TextOutput
    private let redrawsErrors: Bool

    /// Takes the two outputs. With `redrawsErrors` false, as on a terminal that
    /// cannot move its cursor, progress is shown as plain lines.
    init(output: any TextOutput, errors: any TextOutput, redrawsErrors: Bool = true) {
        self.output = output
        self.errors = errors
        self.redrawsErrors = redrawsErrors
    }

    /// The process's own descriptors 1 and 2.
    ///
    /// Ignores SIGPIPE from here on, also for child processes, so that a reader
    /// that has gone away is an error of the write.
    static func standard(environment: [String: String]) -> Terminal {
        signal(SIGPIPE, SIG_IGN)
        return Terminal(
            output: DescriptorOutput(STDOUT_FILENO), errors: DescriptorOutput(STDERR_FILENO),
            redrawsErrors: environment["TERM"] != "dumb")
    }

    /// Whether a person reads the output on a terminal.
    var isInteractive: Bool { output.terminalWidth != nil }

    /// The columns of the output: the terminal's, else 80.
    var width: Int { output.terminalWidth ?? 80 }

    /// The columns in which a line on the errors can be redrawn; `nil` when it cannot.
    var redrawWidth: Int? { redrawsErrors ? errors.terminalWidth : nil }

    /// Writes text and a newline to the output.
    ///
    /// Throws `OutputError`; let it pass, so that the program ends.
    func print(_ text: String) throws {
        try output.write(text + "\n")
    }

    /// Writes text to the output as it is. Throws like `print`.
    func write(_ text: String) throws {
        try output.write(text)
    }

    /// Writes a value as one line of JSON and hands it on at once, so that a
    /// program reading along need not wait. Throws like `print`.
    ///
    /// Keys are sorted, slashes stay as they are, dates are in ISO 8601.
    func printJSON(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        let line = try encoder.encode(value)
        try print(String(decoding: line, as: UTF8.self))
        try output.flush()
    }

    /// Writes a table, cut to the terminal's width if there is one. Throws like `print`.
    func print(_ table: TextTable) throws {
        for line in table.lines(width: output.terminalWidth) { try print(line) }
    }

    /// Writes text and a newline to the errors, after all output so far.
    func report(_ text: String) {
        draw(text + "\n")
    }

    /// Writes text as it is to the errors, after all output so far.
    ///
    /// Failures are dropped: there is nowhere left to tell of them. One of the
    /// output shows again with the next `print`.
    func draw(_ text: String) {
        try? output.flush()
        try? errors.write(text)
        try? errors.flush()
    }

    /// Hands on all output that waits. Throws like `print`.
    func flush() throws {
        try output.flush()
    }
}
