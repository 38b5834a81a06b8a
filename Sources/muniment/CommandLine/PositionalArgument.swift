/// A value known by its place and not by a name.
struct PositionalArgument: Sendable {
    /// How many values it takes.
    enum Arity: Sendable {
        case one, optional, oneOrMore, zeroOrMore
    }

    /// The key under which a command reads the value.
    var name: String
    /// One sentence.
    var help: String
    /// How many values it takes.
    var arity: Arity
    /// What the help shows, such as `FILE|DIR`.
    var display: String

    /// Shows the name in capitals when `display` is not given.
    init(_ name: String, _ arity: Arity = .one, help: String, display: String? = nil) {
        self.name = name
        self.help = help
        self.arity = arity
        self.display = display ?? name.uppercased()
    }

    /// Whether it takes all values that are left.
    var takesSeveral: Bool { arity == .oneOrMore || arity == .zeroOrMore }

    /// Whether a command line without it is refused.
    var isRequired: Bool { arity == .one || arity == .oneOrMore }

    /// The form in a usage line: `ID`, `[ID]` or `FILE...`.
    var usage: String {
        switch arity {
        case .one: display
        case .optional: "[\(display)]"
        case .oneOrMore: "\(display)..."
        case .zeroOrMore: "[\(display)...]"
        }
    }
}
