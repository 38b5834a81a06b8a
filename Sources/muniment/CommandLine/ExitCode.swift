/// What the process tells the one that started it.
enum ExitCode: Int32, Sendable, CaseIterable {
    /// Everything was done.
    case done = 0
    /// The command failed as a whole.
    case failed = 1
    /// The command line or the environment was not accepted.
    case usage = 2
    /// Some inputs failed; the others are done.
    case someFailed = 3

    /// The sentence about the code in the help.
    var meaning: String {
        switch self {
        case .done: "Done."
        case .failed: "It failed; standard error says why."
        case .usage: "The command line is wrong; nothing was done."
        case .someFailed: "Some inputs failed; the others are done."
        }
    }
}
