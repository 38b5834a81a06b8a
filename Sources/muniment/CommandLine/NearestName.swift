/// Finds the name somebody probably meant.
enum NearestName {
    /// The candidate closest to `typed`, or `nil` when none is close enough.
    ///
    /// Close is one slip for each three letters, at least one, or a beginning
    /// that only one candidate has. The earlier candidate wins a tie.
    static func suggestion(for typed: String, among candidates: [String]) -> String? {
        let limit = max(1, typed.count / 3)
        let ranked = candidates.map { ($0, distance(from: typed, to: $0)) }
        if let best = ranked.min(by: { $0.1 < $1.1 }), best.1 <= limit { return best.0 }
        let completions = candidates.filter { typed.count > 1 && $0.hasPrefix(typed) }
        return completions.count == 1 ? completions.first : nil
    }

    /// The number of letters put in, left out, exchanged or swapped with their
    /// neighbour (optimal string alignment).
    static func distance(from source: String, to target: String) -> Int {
        let source = Array(source)
        let target = Array(target)
        var beforeLast: [Int] = []
        var last = Array(0...target.count)
        for row in source.indices {
            var current = [row + 1]
            for column in target.indices {
                let exchange = last[column] + (source[row] == target[column] ? 0 : 1)
                var best = min(exchange, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, source[row] == target[column - 1],
                    source[row - 1] == target[column]
                {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            (beforeLast, last) = (last, current)
        }
        return last[target.count]
    }
}
