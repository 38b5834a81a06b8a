/// The program with all its commands: from the words of a command line to an exit code.
struct Program: Sendable {
    private let root: CommandSpecification
    private let version: String
    private let commands: [any Command.Type]

    /// Takes what the program itself is called and takes; the commands, the
    /// `help` command, `--version` and `--help` are added.
    init(_ root: CommandSpecification, version: String, commands: [any Command.Type]) {
        self.version = version
        self.commands = commands
        self.root = Self.completed(root, commands.map { $0.specification })
    }

    /// Runs one command line, given without the program's name.
    ///
    /// Every error ends here as text on standard error. A reader of the output
    /// that has gone away is none.
    func run(
        _ arguments: [String], environment: [String: String], terminal: Terminal
    ) -> ExitCode {
        guard !arguments.isEmpty else {
            terminal.draw(HelpText([root]).text)
            return .usage
        }
        var code = ExitCode.done
        do {
            code = try perform(arguments, environment, terminal)
            try terminal.flush()
            return code
        } catch OutputError.closed {
            return code
        } catch {
            let report = ErrorReport(of: error)
            terminal.report(report.text)
            return report.exitCode
        }
    }

    private static let help = CommandSpecification(
        name: "help", summary: "Show the help of a command.",
        positionals: [
            PositionalArgument("command", .zeroOrMore, help: "The words of the command.")
        ])

    private static func completed(
        _ root: CommandSpecification, _ commands: [CommandSpecification]
    ) -> CommandSpecification {
        var root = root
        root.options.append(.version)
        root.sharedOptions.append(.help)
        root.subcommands = commands + [help]
        return root
    }

    private func perform(
        _ arguments: [String], _ environment: [String: String], _ terminal: Terminal
    ) throws -> ExitCode {
        switch try ArgumentParser.parse(arguments, for: root, environment: environment) {
        case .help(let chain):
            try terminal.write(HelpText(chain).text)
        case .version:
            try terminal.print("\(root.name) \(version)")
        case .command(let parsed) where parsed.command == Self.help.name:
            let words = parsed.positionals("command")
            return try perform(words + ["--help"], environment, terminal)
        case .command(let parsed):
            return try command(parsed.command).init(parsed).run(terminal)
        }
        return .done
    }

    private func command(_ name: String) -> any Command.Type {
        guard let command = commands.first(where: { $0.specification.name == name }) else {
            preconditionFailure("the specification of '\(name)' came from a command")
        }
        return command
    }
}
