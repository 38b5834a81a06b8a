/// What a command is called, takes and does, as data: the parser, the help
/// text and the suggestions all read this and nothing else.
struct CommandSpecification: Sendable {
    /// One word, as it is typed.
    var name: String
    /// One sentence, shown in lists of commands and at the top of the help.
    var summary: String
    /// Paragraphs for the command's own help, separated by empty lines; may be empty.
    var discussion: String = ""
    /// What follows the options, in order. Only the last may take several.
    var positionals: [PositionalArgument] = []
    /// The command's own options; its subcommands do not take them.
    var options: [CommandOption] = []
    /// Options of this command and of everything below it, before or after the
    /// subcommand's name. An inner option of the same name hides an outer one.
    var sharedOptions: [CommandOption] = []
    /// Commands of which one must be named. Excludes positionals.
    var subcommands: [CommandSpecification] = []
    /// The subcommand that is meant when none is named.
    var defaultSubcommand: String?
    /// Command lines to copy, shown at the end of the help.
    var examples: [CommandExample] = []
    /// Works, but no list and no suggestion shows it.
    var isHidden = false

    /// The subcommand of that exact name, hidden or not.
    func subcommand(_ name: String) -> CommandSpecification? {
        subcommands.first { $0.name == name }
    }
}

/// A command line somebody may copy, and one sentence on what it does.
struct CommandExample: Sendable {
    /// The whole line, from the program's name on.
    var command: String
    /// What it does.
    var explanation: String
}
