/// A flag, or a name with a value, together with its environment twin.
struct CommandOption: Sendable {
    /// What follows the name.
    enum Kind: Sendable, Equatable {
        /// Nothing. The opposite name (`--no-json`, or `--wait` for `--no-wait`)
        /// turns it off again, so that a line can undo the environment.
        case flag
        /// One value, shown under that name; `default` is used when none is given.
        case value(String, default: String?)
    }

    /// The long name, without its dashes.
    var name: String
    /// The letter of the short form, if there is one.
    var letter: Character?
    /// Whether a value follows.
    var kind: Kind
    /// One sentence; the help appends the default.
    var help: String
    /// Collects every value that is given; otherwise the last wins.
    var isRepeatable = false
    /// Works, but neither help nor suggestions show it.
    var isHidden = false
    /// Whether `MUNIMENT_…` stands in for it.
    var hasEnvironmentTwin = true

    /// An option without a value.
    static func flag(
        _ name: String, letter: Character? = nil, help: String, isHidden: Bool = false
    ) -> CommandOption {
        CommandOption(name: name, letter: letter, kind: .flag, help: help, isHidden: isHidden)
    }

    /// An option with a value, which the help shows as `value`.
    static func value(
        _ name: String, letter: Character? = nil, _ value: String, default: String? = nil,
        help: String, isRepeatable: Bool = false, isHidden: Bool = false
    ) -> CommandOption {
        CommandOption(
            name: name, letter: letter, kind: .value(value, default: `default`), help: help,
            isRepeatable: isRepeatable, isHidden: isHidden)
    }

    /// `--help` and `-h`, which every command takes.
    static let help = CommandOption(
        name: "help", letter: "h", kind: .flag, help: "Show this help.", hasEnvironmentTwin: false)

    /// `--version`, which the root command takes.
    static let version = CommandOption(
        name: "version", kind: .flag, help: "Show the version.", hasEnvironmentTwin: false)
}

extension CommandOption {
    /// The name with its dashes.
    var longForm: String { "--\(name)" }

    /// The variable that stands in for the option, such as `MUNIMENT_PAGE_SECONDS`.
    var variable: String? {
        guard hasEnvironmentTwin else { return nil }
        return "MUNIMENT_" + name.uppercased().replacing("-", with: "_")
    }

    /// The name that turns a flag off.
    var oppositeName: String {
        name.hasPrefix("no-") ? String(name.dropFirst(3)) : "no-\(name)"
    }

    /// Whether it takes no value.
    var isFlag: Bool { kind == .flag }

    /// The value that holds when none is given.
    var defaultValue: String? {
        guard case .value(_, let value) = kind else { return nil }
        return value
    }

    /// The name of the value in the help; `nil` for a flag.
    var valueName: String? {
        guard case .value(let name, _) = kind else { return nil }
        return name
    }
}
