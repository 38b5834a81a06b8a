/// Numbers of things as people write them.
enum CountText {
    /// `1 file`, `2 files`: for nouns that take an s.
    static func of(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}
