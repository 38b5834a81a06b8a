/// Every state that a power cut may leave, at any moment of what was recorded.
///
/// At a moment at which few effects are not yet forced, all ways are taken. At others: nothing is
/// lost, everything is, each effect alone is or alone is not, in long runs each pair, and some
/// ways by lot.
public struct PowerCuts: Sendable {
    /// How far it is looked.
    public struct Limits: Sendable {
        /// Up to how many ways all are taken.
        public var exhaustive: Int
        /// How many ways are drawn by lot where there are more.
        public var drawn: Int
        /// Whether pairs of effects are looked at.
        public var pairs: Bool

        public init(exhaustive: Int, drawn: Int, pairs: Bool) {
            self.exhaustive = exhaustive
            self.drawn = drawn
            self.pairs = pairs
        }
    }

    private let start: DiskModel
    private let events: [DiskEvent]
    private let limits: Limits
    private let seed: UInt64

    public init(_ log: DiskLog, limits: Limits, seed: UInt64) {
        self.init(start: log.start, events: log.events, limits: limits, seed: seed)
    }

    /// Of events that may be others than those that were recorded.
    public init(start: DiskModel, events: [DiskEvent], limits: Limits, seed: UInt64) {
        self.start = start
        self.events = events
        self.limits = limits
        self.seed = seed
    }

    /// Calls `body` with each state once, in the order of the moments, from the one on at which
    /// so much was promised; ends when it returns `false`.
    public func forEach(
        fromPromise first: Int = 0, _ body: (DiskState) throws -> Bool
    ) rethrows {
        var model = start
        var promiseCount = 0
        var seen: Set<Int> = []
        var generator = SeededGenerator(seed: seed)
        for eventCount in 0...events.count {
            if eventCount > 0 {
                let event = events[eventCount - 1]
                model.apply(event)
                if event == .promised { promiseCount += 1 }
            }
            guard promiseCount >= first else { continue }
            let cut = PowerCut(model, eventCount: eventCount, promiseCount: promiseCount)
            for picks in ways(of: cut, &generator) {
                let state = DiskState(cut: cut, picks: picks)
                guard seen.insert(state.key).inserted else { continue }
                guard try body(state) else { return }
            }
        }
    }

    private func ways(of cut: PowerCut, _ generator: inout SeededGenerator) -> [[Int]] {
        if let count = cut.wayCount(atMost: limits.exhaustive) { return allWays(of: cut, count) }
        let everything = cut.everything
        let nothing = everything.map { _ in 0 }
        var ways = [everything, nothing]
        for base in [everything, nothing] {
            let single = base.indices.flatMap { others(than: base, at: $0, of: cut) }
            ways += single
            guard limits.pairs else { continue }
            ways += base.indices.flatMap { index in
                others(than: base, at: index, of: cut).flatMap { way in
                    (index + 1..<base.count).flatMap { others(than: way, at: $0, of: cut) }
                }
            }
        }
        return ways + (0..<limits.drawn).map { _ in drawnWay(of: cut, &generator) }
    }

    private func allWays(of cut: PowerCut, _ count: Int) -> [[Int]] {
        (0..<count).map { number in
            var rest = number
            return cut.choices.map { choice in
                defer { rest /= choice.count }
                return rest % choice.count
            }
        }
    }

    /// The ways that differ from `way` in one choice.
    private func others(than way: [Int], at index: Int, of cut: PowerCut) -> [[Int]] {
        (0..<cut.choices[index].count).filter { $0 != way[index] }.map { pick in
            var other = way
            other[index] = pick
            return other
        }
    }

    /// Little is lost in some ways, most in others.
    private func drawnWay(of cut: PowerCut, _ generator: inout SeededGenerator) -> [Int] {
        let survival = Double.random(in: 0...1, using: &generator)
        return cut.choices.map { choice in
            Double.random(in: 0..<1, using: &generator) < survival
                ? choice.count - 1 : Int.random(in: 0..<choice.count, using: &generator)
        }
    }
}
