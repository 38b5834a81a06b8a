/// An entry of a `HammingIndex` near the hash that was asked for.
public struct HammingMatch: Hashable, Sendable {
    /// What the entry was inserted under.
    public let id: UInt64

    /// The bits in which its hash differs, 0 to the radius.
    public let distance: Int

    public init(id: UInt64, distance: Int) {
        self.id = id
        self.distance = distance
    }
}

extension [HammingMatch] {
    /// From here on, one pass to deal out by distance is cheaper than a sort.
    private static let manyMatches = 2_000

    /// Orders by distance, then by id.
    ///
    /// Nearly linear for many matches that come in order of their ids, as a scan leaves
    /// them, so that a wide radius does not pay for a sort.
    mutating func sortNearestFirst() {
        guard count >= Self.manyMatches else {
            return sort { ($0.distance, $0.id) < ($1.distance, $1.id) }
        }
        var shelves = [[HammingMatch]](repeating: [], count: PageHash.bitCount + 1)
        for match in self { shelves[match.distance].append(match) }
        removeAll(keepingCapacity: true)
        for shelf in shelves { append(contentsOf: shelf.orderedByID) }
    }

    private var orderedByID: [HammingMatch] {
        let isOrdered = zip(self, dropFirst()).allSatisfy { $0.id < $1.id }
        return isOrdered ? self : sorted { $0.id < $1.id }
    }
}
