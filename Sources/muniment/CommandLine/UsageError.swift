/// A command line, or a variable of the environment, that is not accepted.
struct UsageError: ExplainedError, Equatable {
    var message: String
    var remedy: String?
    /// The words of the command whose help says more, from the program's name on.
    var path: [String]

    /// Takes sentences without `error: `, and the words of the command.
    init(_ message: String, remedy: String? = nil, path: [String]) {
        self.message = message
        self.remedy = remedy
        self.path = path
    }

    /// Where to read more.
    var reference: String { "See '\(path.joined(separator: " ")) --help'." }
}
