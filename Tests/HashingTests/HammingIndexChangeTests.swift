import Synchronization
import XCTest

@testable import Hashing

/// The index while it changes.
final class HammingIndexChangeTests: XCTestCase {
    func testEqualsTwinThroughAnyChanges() {
        for seed: UInt64 in 0..<3 {
            var maker = HashMaker(seed: seed)
            var twin = HammingIndexTwin()
            let index = HammingIndex(recentCapacity: 8)
            let templates = (0..<20).map { _ in maker.random() }
            for step in 0..<1_000 {
                let template = templates[maker.number(below: templates.count)]
                let hash = maker.neighbour(of: template, at: maker.number(below: 40))
                change(index, &twin, with: hash, &maker)
                guard step % 10 == 0 else { continue }
                let radius = [0, 5, 20, 31, 45, 96][maker.number(below: 6)]
                XCTAssertEqual(index.count, twin.entries.count)
                XCTAssertEqual(
                    index.matches(of: hash, within: radius),
                    twin.matches(of: hash, within: radius), "seed \(seed), step \(step)")
            }
        }
    }

    /// One insertion mostly, at times a removal or many insertions.
    private func change(
        _ index: HammingIndex, _ twin: inout HammingIndexTwin, with hash: PageHash,
        _ maker: inout HashMaker
    ) {
        let id = UInt64(maker.number(below: 600))
        switch maker.number(below: 100) {
        case 0..<35:
            XCTAssertEqual(index.remove(id: id), twin.remove(id: id))
        case 99:
            let entries = (0..<30).map { (hash: hash, id: (id + $0 * 7) % 600) }
            index.insert(contentsOf: entries)
            for entry in entries { twin.insert(entry.hash, id: entry.id) }
        default:
            index.insert(hash, id: id)
            twin.insert(hash, id: id)
        }
    }

    func testFewSegmentsRemainOfManyInsertions() {
        var maker = HashMaker(seed: 9)
        var snapshot = HammingSnapshot(recentCapacity: 4)
        for id in 0..<3_000 {
            if snapshot.isRecentFull { snapshot = snapshot.filingRecent() }
            snapshot.insert(maker.random(), id: UInt64(id))
            XCTAssertEqual(snapshot.count, id + 1)
        }
        let levels = Dictionary(grouping: snapshot.segments) { $0.entries.count.bitWidth }
        XCTAssertLessThanOrEqual(levels.count, 5)
        XCTAssertLessThanOrEqual(snapshot.segments.count, 12)
    }

    /// Entries come and go in pairs of one hash, the lower id first, so that a search
    /// that sees the index at one moment never finds the upper one alone.
    func testSearchesSeeOneMomentWhileAWriterWorks() {
        var maker = HashMaker(seed: 5)
        let index = HammingIndex(recentCapacity: 32)
        let stable = (0..<200).map { (hash: maker.random(), id: UInt64($0)) }
        index.insert(contentsOf: stable)
        let pairs = (0..<400).map { (hash: maker.random(), id: UInt64(1_000 + 2 * $0)) }
        let isOver = Atomic(false)
        let troubles = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 4) { thread in
            if thread == 0 {
                Self.write(pairs, to: index)
                return isOver.store(true, ordering: .releasing)
            }
            var turn = thread
            repeat {
                let found = Self.search(index, stable, pairs, turn: turn)
                if let found { troubles.withLock { $0.append(found) } }
                turn += 1
            } while !isOver.load(ordering: .acquiring)
        }
        XCTAssertEqual(troubles.withLock { $0 }, [])
        XCTAssertEqual(index.count, stable.count)
    }

    private static func write(_ pairs: [(hash: PageHash, id: UInt64)], to index: HammingIndex) {
        for pair in pairs {
            index.insert(pair.hash, id: pair.id)
            index.insert(pair.hash, id: pair.id + 1)
        }
        for pair in pairs {
            index.remove(id: pair.id + 1)
            index.remove(id: pair.id)
        }
    }

    private static func search(
        _ index: HammingIndex, _ stable: [(hash: PageHash, id: UInt64)],
        _ pairs: [(hash: PageHash, id: UInt64)], turn: Int
    ) -> String? {
        let known = stable[turn % stable.count]
        guard index.matches(of: known.hash, within: 20).map(\.id) == [known.id] else {
            return "entry \(known.id) is not found as it should be"
        }
        let pair = pairs[turn % pairs.count]
        let ids = index.matches(of: pair.hash, within: turn % 2 == 0 ? 31 : 60).map(\.id)
        let possible = [[], [pair.id], [pair.id, pair.id + 1]]
        return possible.contains(ids) ? nil : "pair \(pair.id) is found as \(ids)"
    }
}
