import TestSupport
import XCTest

@testable import Ingest

final class PageDispenserTests: XCTestCase {
    func testPagesComeInOrderInRequestsOfTheGivenSize() {
        let dispenser = PageDispenser(pageCount: 5, settled: [], pagesPerRequest: 2)
        let ranges = (0..<4).map { _ in dispenser.next()?.pages }
        XCTAssertEqual(ranges, [0..<2, 2..<4, 4..<5, nil])
    }

    func testSettledPagesAreLeftOut() {
        let dispenser = PageDispenser(pageCount: 6, settled: [0, 3], pagesPerRequest: 8)
        let ranges = (0..<3).map { _ in dispenser.next()?.pages }
        XCTAssertEqual(ranges, [1..<3, 4..<6, nil])
    }

    func testPageAtWhichAHelperDiedIsTriedAgainForItsTextAlone() throws {
        let dispenser = PageDispenser(pageCount: 3, settled: [], pagesPerRequest: 3)
        let range = try XCTUnwrap(dispenser.next())
        XCTAssertTrue(dispenser.takeBack(range, diedAt: 1))
        XCTAssertEqual(dispenser.next(), PageRange(pages: 2..<3, scope: .textAndPicture))
        let second = try XCTUnwrap(dispenser.next())
        XCTAssertEqual(second, PageRange(pages: 1..<2, scope: .textOnly))
        XCTAssertFalse(dispenser.takeBack(second, diedAt: 1))
        XCTAssertNil(dispenser.next())
    }

    func testAbandonedPagesAreNotHandedOut() throws {
        let dispenser = PageDispenser(pageCount: 9, settled: [4], pagesPerRequest: 2)
        let range = try XCTUnwrap(dispenser.next())
        XCTAssertTrue(dispenser.takeBack(range, diedAt: 0))
        XCTAssertEqual(dispenser.waiting, 8)
        XCTAssertEqual(dispenser.abandon(), [0, 1, 2, 3, 5, 6, 7, 8])
        XCTAssertEqual(dispenser.waiting, 0)
        XCTAssertNil(dispenser.next())
    }

    /// Every document of up to four pages, with every set of settled pages, every
    /// size of request and every place where one reader's helpers can die.
    func testEveryPageIsSettledOnceWhereverHelpersDie() {
        var runs = 0
        for pageCount in 0...4 {
            for mask in 0..<1 << pageCount {
                for size in 1...3 {
                    let settled = Set((0..<pageCount).filter { mask >> $0 & 1 == 1 })
                    runs += exhaust(pageCount, settled, size)
                }
            }
        }
        XCTAssertGreaterThan(runs, 1_000)
    }

    func testEveryPageIsSettledOnceByReadersInAnyOrder() {
        var generator = SeededGenerator(seed: 9)
        for _ in 0..<2_000 {
            let pageCount = Int.random(in: 0...40, using: &generator)
            let settled = Set((0..<pageCount).filter { _ in .random(using: &generator) })
            let size = Int.random(in: 1...9, using: &generator)
            let dispenser = PageDispenser(
                pageCount: pageCount, settled: settled, pagesPerRequest: size)
            var counts = Settlements(pageCount: pageCount, settled: settled)
            var held: [PageRange] = []
            while true {
                if held.count < 4, Bool.random(using: &generator), let range = dispenser.next() {
                    held.append(range)
                } else if let index = held.indices.randomElement(using: &generator) {
                    let range = held.remove(at: index)
                    let end = range.pages.lowerBound...range.pages.upperBound
                    counts.resolve(range, of: dispenser, .random(in: end, using: &generator))
                } else if let range = dispenser.next() {
                    held.append(range)
                } else {
                    break
                }
            }
            XCTAssertTrue(counts.isComplete)
            XCTAssertEqual(dispenser.waiting, 0)
        }
    }

    /// Runs every sequence of ends; returns how many there are.
    private func exhaust(_ pageCount: Int, _ settled: Set<Int>, _ size: Int) -> Int {
        var choices: [(taken: Int, of: Int)] = []
        var runs = 0
        repeat {
            runs += 1
            var step = 0
            let dispenser = PageDispenser(
                pageCount: pageCount, settled: settled, pagesPerRequest: size)
            var counts = Settlements(pageCount: pageCount, settled: settled)
            while let range = dispenser.next() {
                if step == choices.count { choices.append((0, range.pages.count + 1)) }
                let end = range.pages.lowerBound + choices[step].taken
                counts.resolve(range, of: dispenser, end)
                step += 1
            }
            XCTAssertTrue(counts.isComplete, "\(pageCount) \(settled) \(size) \(choices)")
            while let last = choices.last, last.taken + 1 == last.of { choices.removeLast() }
            if !choices.isEmpty { choices[choices.count - 1].taken += 1 }
        } while !choices.isEmpty
        return runs
    }
}

/// How often each page was settled.
private struct Settlements {
    private var counts: [Int]

    init(pageCount: Int, settled: Set<Int>) {
        counts = (0..<pageCount).map { settled.contains($0) ? 1 : 0 }
    }

    var isComplete: Bool { counts.allSatisfy { $0 == 1 } }

    /// Settles the pages before `end`, at which the helper died unless all were read.
    mutating func resolve(_ range: PageRange, of dispenser: PageDispenser, _ end: Int) {
        for page in range.pages.lowerBound..<end { counts[page] += 1 }
        guard end < range.pages.upperBound else { return }
        if !dispenser.takeBack(range, diedAt: end) { counts[end] += 1 }
    }
}
