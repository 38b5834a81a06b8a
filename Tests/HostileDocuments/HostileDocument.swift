/// A PDF that means harm, and what must be read of it all the same.
public struct HostileDocument: Sendable {
    public let kind: HostileKind
    public let bytes: [UInt8]
    /// Sentences that the record has to have, because whole pages stand around the bad one.
    public let soundSentences: [String]

    /// What the pages around the bad one say.
    static let first = "The first page of this paper is sound."
    static let last = "The last page of this paper is sound as well."

    init(_ kind: HostileKind, _ bytes: [UInt8], soundSentences: [String] = []) {
        self.kind = kind
        self.bytes = bytes
        self.soundSentences = soundSentences
    }

    /// Documents without an end, the same for the same seed: one kind after the other.
    ///
    /// - Parameters:
    ///   - index: From 0.
    ///   - samples: Good files, which some kinds damage; not empty.
    public static func make(_ index: Int, seed: UInt64, samples: [[UInt8]]) -> HostileDocument {
        let kinds = HostileKind.allCases
        var dice = Dice(seed: seed &+ UInt64(index) &* 0x9e37_79b9)
        return kinds[index % kinds.count].make(&dice, samples)
    }
}
