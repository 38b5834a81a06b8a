import Synchronization

@testable import muniment

/// A terminal of a test's own, whose text can be read back.
final class MemoryTerminal: Sendable {
    private let output: MemoryOutput
    private let errors: MemoryOutput
    let terminal: Terminal

    /// A width makes both outputs interactive; `nil` stands for files.
    init(width: Int? = nil) {
        output = MemoryOutput(width: width)
        errors = MemoryOutput(width: width)
        terminal = Terminal(output: output, errors: errors)
    }

    var outputText: String { output.text }
    var errorText: String { errors.text }
}

/// Text that stays in memory, or the error that a test has asked for.
final class MemoryOutput: TextOutput {
    let terminalWidth: Int?
    private let failure: OutputError?
    private let written = Mutex("")

    init(width: Int? = nil, failure: OutputError? = nil) {
        terminalWidth = width
        self.failure = failure
    }

    var text: String { written.withLock { $0 } }

    func write(_ text: String) throws(OutputError) {
        if let failure { throw failure }
        written.withLock { $0 += text }
    }

    func flush() throws(OutputError) {
        if let failure { throw failure }
    }
}
