/// A command of the program: one type for each name after `muniment`.
///
/// A command with subcommands is one type too and asks `arguments.subcommand`.
protocol Command: SendableMetatype {
    /// What the command is called and takes; its name must be the program's only one.
    static var specification: CommandSpecification { get }

    /// Reads the values the command needs.
    ///
    /// Throws `UsageError` for one that is not accepted; nothing has been done then.
    init(_ arguments: ParsedArguments) throws

    /// Does the work. Throws when it failed as a whole.
    func run(_ terminal: Terminal) throws -> ExitCode
}
