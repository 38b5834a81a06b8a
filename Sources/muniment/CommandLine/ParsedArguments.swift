/// The text of an option, and who gave it.
struct GivenValue: Sendable, Equatable {
    /// Who gave a text.
    enum Source: Sendable, Equatable {
        /// The command line, under that name.
        case option(String)
        /// That variable of the environment.
        case variable(String)
        /// The specification.
        case standard(String)

        /// How an error names the place.
        var phrase: String {
            switch self {
            case .option(let name), .standard(let name): "'\(name)'"
            case .variable(let name): "the variable \(name)"
            }
        }
    }

    var text: String
    var source: Source

    /// Takes the text as it was given.
    init(_ text: String, from source: Source) {
        self.text = text
        self.source = source
    }
}

/// The values of one command line, by the names of its specification.
///
/// The command line wins over the environment, the environment over the
/// default. To ask for a name the command does not declare is a precondition
/// failure.
struct ParsedArguments: Sendable {
    private let chain: [CommandSpecification]
    private let flags: [String: Bool]
    private let values: [String: [GivenValue]]
    private let positionals: [String: [String]]

    /// Takes what the parser has found; every value belongs to an option in force.
    init(
        chain: [CommandSpecification], flags: [String: Bool], values: [String: [GivenValue]],
        positionals: [String: [String]]
    ) {
        self.chain = chain
        self.flags = flags
        self.values = values
        self.positionals = positionals
    }

    /// The words that name the command, the program's first.
    var path: [String] { chain.map(\.name) }

    /// The command's name: the word after the program's.
    var command: String { path.dropFirst().first ?? "" }

    /// The subcommand's name, also when it was meant by default.
    var subcommand: String? { path.dropFirst(2).first }

    /// Whether the flag was given and not taken back.
    func flag(_ name: String) -> Bool {
        precondition(declared(name).isFlag, "'\(name)' takes a value")
        return flags[name] ?? false
    }

    /// The last text given, else the default, else `nil`.
    func string(_ name: String) -> String? {
        value(name)?.text
    }

    /// Every text given, in order; the default alone when there is none.
    func strings(_ name: String) -> [String] {
        precondition(declared(name).isRepeatable, "'\(name)' is not repeatable")
        return values[name]?.map(\.text) ?? declared(name).defaultValue.map { [$0] } ?? []
    }

    /// The text given or the default.
    ///
    /// Throws `UsageError` when there is neither.
    func requiredString(_ name: String) throws(UsageError) -> String {
        try required(name, string(name))
    }

    /// The value of a positional of arity `one`.
    func positional(_ name: String) -> String {
        guard let value = declaredPositional(name, [.one]).first else {
            preconditionFailure("the parser left out '\(name)'")
        }
        return value
    }

    /// The value of a positional of arity `optional`.
    func optionalPositional(_ name: String) -> String? {
        declaredPositional(name, [.optional]).first
    }

    /// The values of a positional of arity `oneOrMore` or `zeroOrMore`, in order.
    func positionals(_ name: String) -> [String] {
        declaredPositional(name, [.oneOrMore, .zeroOrMore])
    }

    /// A complaint about these arguments, for rules that span several of them.
    func error(_ message: String, remedy: String? = nil) -> UsageError {
        UsageError(message, remedy: remedy, path: path)
    }
}

extension ParsedArguments {
    /// The value in force of an option that takes one, with its source.
    func value(_ name: String) -> GivenValue? {
        let option = declared(name)
        precondition(!option.isFlag, "'\(name)' is a flag")
        return values[name]?.last
            ?? option.defaultValue.map { GivenValue($0, from: .standard(option.longForm)) }
    }

    /// `value`, or the error that says the option is missing.
    func required<Value>(_ name: String, _ value: Value?) throws(UsageError) -> Value {
        if let value { return value }
        let option = declared(name)
        let form = "\(option.longForm) \(option.valueName ?? "")"
        throw error("'\(option.longForm)' is missing", remedy: "Add '\(form)'.")
    }

    private func declared(_ name: String) -> CommandOption {
        guard let option = chain.optionsInForce.first(where: { $0.name == name }) else {
            preconditionFailure("'\(chain.path)' declares no option '\(name)'")
        }
        return option
    }

    private func declaredPositional(
        _ name: String, _ arities: [PositionalArgument.Arity]
    ) -> [String] {
        let declared = chain.last?.positionals.first { $0.name == name }
        precondition(
            declared.map { arities.contains($0.arity) } ?? false,
            "'\(chain.path)' declares no such '\(name)'")
        return positionals[name] ?? []
    }
}
