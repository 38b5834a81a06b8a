/// Where two sequences differ, by the greedy algorithm of E. Myers, "An O(ND)
/// difference algorithm and its variations" (1986).
struct EditScript {
    /// Parts of the two that stand in each other's place; one of them may be empty.
    struct Hunk: Hashable {
        var a: Range<Int>
        var b: Range<Int>
    }

    /// In order, with something equal between any two.
    let hunks: [Hunk]

    /// Takes time in the product of the length and the differences, memory in the
    /// square of the differences. With more than `limit` of them all between the
    /// first and the last differing element is a single hunk.
    init(_ a: [Int32], _ b: [Int32], limit: Int = 256) {
        let prefix = zip(a, b).prefix { $0 == $1 }.count
        let rest = min(a.count, b.count) - prefix
        let suffix = zip(a.reversed(), b.reversed()).prefix(rest).prefix { $0 == $1 }.count
        let whole = Hunk(a: prefix..<a.count - suffix, b: prefix..<b.count - suffix)
        guard !whole.a.isEmpty, !whole.b.isEmpty else {
            hunks = whole.a.isEmpty && whole.b.isEmpty ? [] : [whole]
            return
        }
        let search = ShortestEdit(a[whole.a], b[whole.b], limit: limit)
        hunks = search.matches.map { Self.hunks(between: $0, in: whole) } ?? [whole]
    }

    /// What lies between the matches, which are in order.
    private static func hunks(between matches: [(a: Int, b: Int)], in whole: Hunk) -> [Hunk] {
        var result: [Hunk] = []
        var (nextA, nextB) = (whole.a.lowerBound, whole.b.lowerBound)
        for match in matches + [(whole.a.upperBound, whole.b.upperBound)] {
            if match.a > nextA || match.b > nextB {
                result.append(Hunk(a: nextA..<match.a, b: nextB..<match.b))
            }
            (nextA, nextB) = (match.a + 1, match.b + 1)
        }
        return result
    }
}

/// The search for the fewest insertions and deletions.
private struct ShortestEdit {
    /// The elements that are kept, in order; `nil` with too many differences.
    let matches: [(a: Int, b: Int)]?

    init(_ a: ArraySlice<Int32>, _ b: ArraySlice<Int32>, limit: Int) {
        // The furthest place in `a` on each diagonal, a row for each count of edits.
        var rows: [[Int]] = []
        var reach = [Int](repeating: 0, count: 2 * limit + 3)
        for edits in 0...limit {
            rows.append(Array(reach[limit + 1 - edits...limit + 1 + edits]))
            for diagonal in stride(from: -edits, through: edits, by: 2) {
                let middle = limit + 1 + diagonal
                let isDown =
                    diagonal == -edits
                    || diagonal != edits && reach[middle - 1] < reach[middle + 1]
                var x = isDown ? reach[middle + 1] : reach[middle - 1] + 1
                if edits == 0 { x = 0 }
                while x < a.count, x - diagonal < b.count, x - diagonal >= 0,
                    a[a.startIndex + x] == b[b.startIndex + x - diagonal]
                {
                    x += 1
                }
                reach[middle] = x
                if x >= a.count, x - diagonal >= b.count {
                    matches = Self.walk(
                        back: rows, to: (a.count, b.count), from: (a.startIndex, b.startIndex))
                    return
                }
            }
        }
        matches = nil
    }

    /// The kept elements on the path that ends at `end`, from the first.
    private static func walk(
        back rows: [[Int]], to end: (Int, Int), from start: (Int, Int)
    ) -> [(a: Int, b: Int)] {
        var kept: [(a: Int, b: Int)] = []
        var (x, y) = end
        for edits in stride(from: rows.count - 1, through: 1, by: -1) {
            // The row before this count of edits was made, middle at `edits`.
            let row = rows[edits]
            let diagonal = x - y
            let isDown =
                diagonal == -edits
                || diagonal != edits && row[edits + diagonal - 1] < row[edits + diagonal + 1]
            let previous = isDown ? diagonal + 1 : diagonal - 1
            let beforeX = row[edits + previous]
            let edgeX = isDown ? beforeX : beforeX + 1
            while x > edgeX {
                (x, y) = (x - 1, y - 1)
                kept.append((start.0 + x, start.1 + y))
            }
            (x, y) = (beforeX, beforeX - previous)
        }
        while x > 0, y > 0 {
            (x, y) = (x - 1, y - 1)
            kept.append((start.0 + x, start.1 + y))
        }
        return kept.reversed()
    }
}
