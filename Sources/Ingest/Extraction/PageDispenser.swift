internal import Synchronization

/// Hands out a document's pages to its readers, each page until it is settled.
///
/// A page at which a helper died is tried again alone with less asked of it, and
/// given up after that, so one bad page costs one page. Safe from any thread.
final class PageDispenser: Sendable {
    private let state: Mutex<State>
    private let pagesPerRequest: Int

    private struct State {
        /// Pages nobody has asked for yet, ascending.
        var fresh: [Range<Int>]
        /// Pages at which a helper died, with what to try next.
        var suspects: [PageRange] = []
    }

    /// Starts with the pages of a document but those that are settled already.
    init(pageCount: Int, settled: Set<Int>, pagesPerRequest: Int) {
        self.pagesPerRequest = max(1, pagesPerRequest)
        var fresh: [Range<Int>] = []
        for page in 0..<pageCount where !settled.contains(page) {
            if let last = fresh.last, last.upperBound == page {
                fresh[fresh.count - 1] = last.lowerBound..<page + 1
            } else {
                fresh.append(page..<page + 1)
            }
        }
        state = Mutex(State(fresh: fresh))
    }

    /// The next pages to read; `nil` when there are none to hand out.
    func next() -> PageRange? {
        state.withLock { state in
            if let range = state.fresh.first {
                let taken = range.prefix(pagesPerRequest)
                let rest = range.dropFirst(taken.count)
                if rest.isEmpty { state.fresh.removeFirst() } else { state.fresh[0] = rest }
                return PageRange(pages: taken, scope: .textAndPicture)
            }
            return state.suspects.popLast()
        }
    }

    /// How many pages wait to be handed out.
    var waiting: Int {
        state.withLock { state in
            state.suspects.count + state.fresh.reduce(0) { $0 + $1.count }
        }
    }

    /// Takes back a range of which `page` killed its helper; those before it are
    /// settled. Returns false when there is nothing left to try with that page.
    func takeBack(_ range: PageRange, diedAt page: Int) -> Bool {
        state.withLock { state in
            let rest = page + 1..<max(page + 1, range.pages.upperBound)
            if !rest.isEmpty { state.fresh.insert(rest, at: 0) }
            guard let fallback = range.scope.fallback else { return false }
            state.suspects.append(PageRange(pages: page..<page + 1, scope: fallback))
            return true
        }
    }

    /// Takes all waiting pages out, because nobody will read them.
    func abandon() -> [Int] {
        state.withLock { state in
            defer { state = State(fresh: []) }
            return (state.fresh.flatMap(Array.init) + state.suspects.flatMap { Array($0.pages) })
                .sorted()
        }
    }
}
