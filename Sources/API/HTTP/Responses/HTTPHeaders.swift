/// The headers of an answer in the order they are sent; names are found in any case.
public struct HTTPHeaders: Sendable, ExpressibleByDictionaryLiteral {
    /// A name and its value.
    public typealias Field = (name: String, value: String)

    /// All headers, in order.
    public private(set) var fields: [Field] = []

    public init() {}

    public init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { add(name, value) }
    }

    /// The first value of a name; setting replaces all values, and `nil` removes them.
    public subscript(name: String) -> String? {
        get { fields.first { $0.name.equalsIgnoringCase(name) }?.value }
        set {
            fields.removeAll { $0.name.equalsIgnoringCase(name) }
            if let newValue { add(name, newValue) }
        }
    }

    /// Adds a header beside those of the same name.
    ///
    /// Control characters in the value become spaces: with line ends, whoever chose it could write
    /// the rest of the answer. Traps when the name is not a token.
    public mutating func add(_ name: String, _ value: String) {
        precondition(Self.isToken(name), "no name of a header: \(name)")
        fields.append((name, Self.isPlain(value) ? value : Self.cleaned(value)))
    }

    private static func isPlain(_ value: String) -> Bool {
        value.utf8.allSatisfy { $0 >= 32 && $0 != 127 }
    }

    private static func cleaned(_ value: String) -> String {
        String(decoding: value.utf8.map { $0 < 32 || $0 == 127 ? 32 : $0 }, as: UTF8.self)
    }

    private static func isToken(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy(\.isTokenByte)
    }
}
