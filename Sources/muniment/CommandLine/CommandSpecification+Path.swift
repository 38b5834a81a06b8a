/// The specifications from the program down to one command.
extension [CommandSpecification] {
    /// The words that name the last command, such as `muniment jobs list`.
    var path: String { map(\.name).joined(separator: " ") }

    /// The options the last command takes, its own first. An inner one hides
    /// an outer one of the same name.
    var optionsInForce: [CommandOption] {
        unique((last?.options ?? []) + inheritedOptions)
    }

    /// The shared options of the path that no option of the last command hides,
    /// innermost first.
    var inheritedOptions: [CommandOption] {
        let own = Set((last?.options ?? []).map(\.name))
        return unique(reversed().flatMap(\.sharedOptions)).filter { !own.contains($0.name) }
    }

    /// The form of the command, such as `muniment add [options] FILE...`.
    var usage: String {
        guard let last else { return "" }
        let rest = last.subcommands.isEmpty ? last.positionals.map(\.usage) : [commandPlace]
        return ([path, "[options]"] + rest).joined(separator: " ")
    }

    private var commandPlace: String {
        last?.defaultSubcommand == nil ? "COMMAND" : "[COMMAND]"
    }

    private func unique(_ options: [CommandOption]) -> [CommandOption] {
        var seen: Set<String> = []
        return options.filter { seen.insert($0.name).inserted }
    }
}
