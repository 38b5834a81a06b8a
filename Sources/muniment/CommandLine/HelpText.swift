/// The help of one command, rendered from its specification for 80 columns.
struct HelpText {
    private static let width = 80
    private static let widestTerm = 28
    /// A space at which no line is broken.
    private static let firmSpace = "\u{A0}"

    private let chain: [CommandSpecification]
    private let command: CommandSpecification

    /// Takes the specifications from the program down to the command.
    init(_ chain: [CommandSpecification]) {
        guard let last = chain.last else { preconditionFailure("a command has a name") }
        self.chain = chain
        command = last
    }

    /// All sections, with a newline at the end.
    var text: String {
        let sections = [
            ["Usage: \(chain.usage)"], command.summary.wrapped(toWidth: Self.width), discussion,
            commands, arguments, options, globalOptions, environment, examples, exitCodes,
            reference,
        ]
        let shown = sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
        return shown.joined(separator: "\n\n").replacing(Self.firmSpace, with: " ") + "\n"
    }

    private var isRoot: Bool { chain.count == 1 }

    private var discussion: [String] {
        command.discussion.isEmpty ? [] : command.discussion.wrapped(toWidth: Self.width)
    }

    private var commands: [String] {
        let visible = command.subcommands.filter { !$0.isHidden }
        return section(
            "Commands",
            visible.map { subcommand in
                let isDefault = subcommand.name == command.defaultSubcommand
                return (subcommand.name, subcommand.summary + (isDefault ? " (default)" : ""))
            })
    }

    private var arguments: [String] {
        section("Arguments", command.positionals.map { ($0.usage, $0.help) })
    }

    private var options: [String] {
        let inherited = chain.inheritedOptions.filter { !globalNames.contains($0.name) }
        return section("Options", (command.options + inherited).filter { !$0.isHidden }.map(row))
    }

    private var globalOptions: [String] {
        let inherited = chain.inheritedOptions.filter { globalNames.contains($0.name) }
        return section("Global options", inherited.filter { !$0.isHidden }.map(row))
    }

    private var globalNames: Set<String> {
        Set(chain.first?.sharedOptions.map(\.name) ?? [])
    }

    private var environment: [String] {
        let visible = chain.optionsInForce.filter { !$0.isHidden }
        let variables = visible.compactMap(\.variable)
        guard !variables.isEmpty else { return [] }
        let rule = "A variable stands in for an option that is not given:"
        return ["Environment:"]
            + indented(rule) + indented(variables.joined(separator: ", "))
    }

    private var examples: [String] {
        guard !command.examples.isEmpty else { return [] }
        return ["Examples:"]
            + command.examples.flatMap { example in
                ["  \(example.command)"] + indented(example.explanation, by: 6)
            }
    }

    private var exitCodes: [String] {
        guard isRoot else { return [] }
        return section("Exit codes", ExitCode.allCases.map { ("\($0.rawValue)", $0.meaning) })
    }

    private var reference: [String] {
        guard !command.subcommands.isEmpty else { return [] }
        return ["See '\(chain.path) COMMAND --help' for one of the commands."]
    }

    private func row(_ option: CommandOption) -> (String, String) {
        let letter = option.letter.map { "-\($0), " } ?? "    "
        let value = option.valueName.map { " \($0)" } ?? ""
        let standard = option.defaultValue.map { " (default:\(Self.firmSpace)\($0))" } ?? ""
        let repeats = option.isRepeatable ? " May be repeated." : ""
        return (letter + option.longForm + value, option.help + repeats + standard)
    }

    private func indented(_ text: String, by columns: Int = 2) -> [String] {
        let margin = String(repeating: " ", count: columns)
        return text.wrapped(toWidth: Self.width - columns).map { margin + $0 }
    }

    /// A heading and two columns; a term too wide for its column has its own line.
    private func section(_ title: String, _ rows: [(term: String, help: String)]) -> [String] {
        guard !rows.isEmpty else { return [] }
        let fitting = rows.map(\.term.displayWidth).filter { $0 <= Self.widestTerm }
        let column = 2 + (fitting.max() ?? 4) + 2
        let body = rows.flatMap { term, help in
            let lines = indented(help, by: column)
            let head = "  \(term)"
            guard head.displayWidth + 2 <= column, let first = lines.first else {
                return [head] + lines
            }
            let joined = head.padded(toWidth: column) + first.dropFirst(column)
            return [joined] + lines.dropFirst()
        }
        return ["\(title):"] + body
    }
}
