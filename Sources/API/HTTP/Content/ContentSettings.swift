/// How stored bytes are checked on their way out.
public struct ContentSettings: Hashable, Sendable {
    /// Whole files of at most so many bytes are read and hashed before the answer begins: damage
    /// is told by a status. Larger ones are hashed while they are sent.
    public var maxBytesInMemory = 262_144
    /// Of how many files is remembered that all of them was hashed, for requests of parts.
    public var rememberedFiles = 1_024
    /// For how long: afterwards a file is hashed again before a part of it goes out.
    public var rememberedFor: Duration = .seconds(600)

    public init() {}
}
