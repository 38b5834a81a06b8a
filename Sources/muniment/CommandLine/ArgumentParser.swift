/// What a command line asks for.
enum Invocation: Sendable {
    /// Run the command at the end of the path.
    case command(ParsedArguments)
    /// Show the help of the last specification; the ones before it lead there.
    case help([CommandSpecification])
    /// Show the version of the program.
    case version
}

/// Reads a command line by its specification.
///
/// Options may stand before or after positionals; those shared by a command
/// and its subcommands also before or after the subcommand's name. `--` ends
/// them. A negative number is a value, never an option.
struct ArgumentParser {
    /// The specifications from the program down to the command read so far.
    private var chain: [CommandSpecification]
    private var command: CommandSpecification
    private var waiting: ArraySlice<String>
    private var flags: [String: Bool] = [:]
    private var values: [String: [String]] = [:]
    private var operands: [String] = []
    private var optionsHaveEnded = false

    private init(_ root: CommandSpecification, _ arguments: [String]) {
        chain = [root]
        command = root
        waiting = arguments[...]
    }

    /// Reads the arguments that follow the program's name. Touches nothing else.
    ///
    /// `--help` wins over missing arguments and over a bad environment. An
    /// empty variable counts as one that is not set.
    static func parse(
        _ arguments: [String], for root: CommandSpecification, environment: [String: String]
    ) throws(UsageError) -> Invocation {
        var parser = ArgumentParser(root, arguments)
        try parser.scan()
        return try parser.invocation(environment)
    }

    private mutating func scan() throws(UsageError) {
        while let token = waiting.popFirst() {
            if optionsHaveEnded || !isOption(token) {
                try readOperand(token)
            } else if token == "--" {
                optionsHaveEnded = true
            } else {
                try readOption(token)
            }
        }
        // The help of a group is about all of it.
        guard let name = command.defaultSubcommand, flags["help"] != true else { return }
        enter(name)
    }

    private func isOption(_ token: String) -> Bool {
        guard token.hasPrefix("-"), let next = token.dropFirst().first else { return false }
        return !next.isNumber && next != "."
    }

    private mutating func enter(_ name: String) {
        guard let next = command.subcommand(name) else {
            preconditionFailure("'\(command.name)' has no subcommand '\(name)'")
        }
        chain.append(next)
        command = next
    }

    private mutating func readOperand(_ token: String) throws(UsageError) {
        guard !command.subcommands.isEmpty else { return operands.append(token) }
        guard command.subcommand(token) != nil else { throw unknownCommand(token) }
        enter(token)
    }
}

// MARK: - Options

extension ArgumentParser {
    private mutating func readOption(_ token: String) throws(UsageError) {
        let pieces = token.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let spelled = String(pieces[0])
        let attached = pieces.count > 1 ? String(pieces[1]) : nil
        guard let (option, isOn) = option(spelled) else {
            guard let name = command.defaultSubcommand else { throw unknownOption(spelled) }
            enter(name)
            return try readOption(token)
        }
        if option.isFlag {
            try setFlag(option, isOn, spelled, attached)
        } else {
            try setValue(option, spelled, attached)
        }
    }

    /// The option of that spelling, and whether the spelling turns it on.
    private func option(_ spelled: String) -> (CommandOption, Bool)? {
        let options = chain.optionsInForce
        if spelled.hasPrefix("--") {
            let name = String(spelled.dropFirst(2))
            if let option = options.first(where: { $0.name == name }) { return (option, true) }
            let opposite = options.first {
                $0.isFlag && $0.hasEnvironmentTwin && $0.oppositeName == name
            }
            return opposite.map { ($0, false) }
        }
        return options.first { $0.letter.map { "-\($0)" } == spelled }.map { ($0, true) }
    }

    private mutating func setFlag(
        _ option: CommandOption, _ isOn: Bool, _ spelled: String, _ attached: String?
    ) throws(UsageError) {
        guard attached == nil else {
            throw error("'\(spelled)' takes no value", "Write '\(spelled)' alone.")
        }
        flags[option.name] = isOn
    }

    private mutating func setValue(
        _ option: CommandOption, _ spelled: String, _ attached: String?
    ) throws(UsageError) {
        if let attached {
            values[option.name, default: []].append(attached)
        } else {
            let value = try takeValue(option, spelled)
            values[option.name, default: []].append(value)
        }
    }

    private mutating func takeValue(
        _ option: CommandOption, _ spelled: String
    ) throws(UsageError) -> String {
        guard let next = waiting.first, !isOption(next) else {
            let value = option.valueName ?? ""
            let form = "Write '\(spelled) \(value)'"
            let dash = ", or '\(option.longForm)=\(value)' if the value begins with '-'"
            throw error("'\(spelled)' needs a value", form + (waiting.isEmpty ? "." : "\(dash)."))
        }
        return waiting.removeFirst()
    }
}

// MARK: - The result

extension ArgumentParser {
    private func invocation(_ environment: [String: String]) throws(UsageError) -> Invocation {
        if flags["help"] == true { return .help(chain) }
        if flags["version"] == true { return .version }
        guard command.subcommands.isEmpty else { throw missingCommand() }
        return .command(
            ParsedArguments(
                chain: chain,
                flags: try mergedFlags(environment),
                values: mergedValues(environment),
                positionals: try assignedPositionals()))
    }

    private func mergedFlags(
        _ environment: [String: String]
    ) throws(UsageError) -> [String: Bool] {
        var merged = flags
        for option in chain.optionsInForce where option.isFlag && merged[option.name] == nil {
            guard let variable = option.variable, let text = environment[variable], !text.isEmpty
            else { continue }
            merged[option.name] = try switchValue(text, of: variable)
        }
        return merged
    }

    private func switchValue(_ text: String, of variable: String) throws(UsageError) -> Bool {
        switch text.lowercased() {
        case "1", "true", "yes", "on": return true
        case "0", "false", "no", "off": return false
        default:
            let message = "the value '\(text)' of the variable \(variable) is not valid"
            throw error(message, "Set it to 1 or 0, or remove it.")
        }
    }

    private func mergedValues(_ environment: [String: String]) -> [String: [GivenValue]] {
        var merged: [String: [GivenValue]] = [:]
        for option in chain.optionsInForce where !option.isFlag {
            if let given = values[option.name] {
                merged[option.name] = given.map { GivenValue($0, from: .option(option.longForm)) }
            } else if let name = option.variable, let text = environment[name], !text.isEmpty {
                merged[option.name] = [GivenValue(text, from: .variable(name))]
            }
        }
        return merged
    }

    private func assignedPositionals() throws(UsageError) -> [String: [String]] {
        var left = operands[...]
        var assigned: [String: [String]] = [:]
        for positional in command.positionals {
            let count = positional.takesSeveral ? left.count : min(1, left.count)
            guard count > 0 || !positional.isRequired else {
                throw error("'\(positional.display)' is missing", "The form is: \(chain.usage)")
            }
            assigned[positional.name] = Array(left.prefix(count))
            left = left.dropFirst(count)
        }
        guard let extra = left.first else { return assigned }
        throw error("unexpected argument '\(extra)'", "The form is: \(chain.usage)")
    }
}

// MARK: - Errors

extension ArgumentParser {
    private func error(_ message: String, _ remedy: String?) -> UsageError {
        UsageError(message, remedy: remedy, path: chain.map(\.name))
    }

    private func missingCommand() -> UsageError {
        let names = command.subcommands.filter { !$0.isHidden }.map(\.name)
        let remedy = names.isEmpty ? nil : "Give one of: \(names.joined(separator: ", "))."
        return error("a command is missing after '\(chain.path)'", remedy)
    }

    private func unknownCommand(_ name: String) -> UsageError {
        let names = command.subcommands.filter { !$0.isHidden }.map(\.name)
        let nearest = NearestName.suggestion(for: name, among: names)
        return error("unknown command '\(name)'", nearest.map { "Did you mean '\($0)'?" })
    }

    private func unknownOption(_ spelled: String) -> UsageError {
        error("unknown option '\(spelled)'", placeOfOption(spelled) ?? nearestOption(spelled))
    }

    /// Advice for an option that stands before the command it belongs to.
    private func placeOfOption(_ spelled: String) -> String? {
        let owner = command.subcommands.first { command in
            !command.isHidden && command.options.contains { $0.longForm == spelled }
        }
        return owner.map { "It belongs after the command: '\(chain.path) \($0.name) \(spelled)'." }
    }

    private func nearestOption(_ spelled: String) -> String? {
        let names = chain.optionsInForce.filter { !$0.isHidden }.map(\.longForm)
        return NearestName.suggestion(for: spelled, among: names).map { "Did you mean '\($0)'?" }
    }
}
