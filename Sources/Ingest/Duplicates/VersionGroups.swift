/// Which versions belong together, by what connects two of them: a union–find structure with
/// path halving (R. Tarjan, J. van Leeuwen, Journal of the ACM 31, 1984).
struct VersionGroups {
    private var parents: [VersionID: VersionID] = [:]

    /// Puts two versions, and all that belong to either, into one group.
    mutating func connect(_ a: VersionID, _ b: VersionID) {
        let (rootA, rootB) = (root(of: a), root(of: b))
        // The older root stays: the result does not depend on the order.
        parents[max(rootA, rootB)] = min(rootA, rootB)
    }

    private mutating func root(of version: VersionID) -> VersionID {
        var current = version
        while let parent = parents[current], parent != current {
            let next = parents[parent] ?? parent
            parents[current] = next
            current = next
        }
        if parents[current] == nil { parents[current] = current }
        return current
    }

    /// All groups, each in order, the largest first; of equal ones the one with the oldest
    /// member first.
    mutating func groups() -> [[VersionID]] {
        var groups: [VersionID: [VersionID]] = [:]
        for version in parents.keys.sorted() {
            groups[root(of: version), default: []].append(version)
        }
        return groups.values.sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }
    }
}
