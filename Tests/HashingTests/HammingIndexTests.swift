import XCTest

@testable import Hashing

final class HammingIndexTests: XCTestCase {
    private var maker = HashMaker(seed: 4)

    /// Random hashes under ascending ids, enough for a segment of their own.
    private func makeEntries(_ count: Int) -> [(hash: PageHash, id: UInt64)] {
        (0..<count).map { (maker.random(), UInt64($0) * 3) }
    }

    private func assertEqualsScan(
        _ index: HammingIndex, _ entries: [(hash: PageHash, id: UInt64)], _ query: PageHash,
        within radius: Int, line: UInt = #line
    ) {
        let expected = HammingScan.matches(of: query, in: entries.map { $0.hash }, within: radius)
            .map { HammingMatch(id: entries[$0.index].id, distance: $0.distance) }
        XCTAssertEqual(index.matches(of: query, within: radius), expected, line: line)
    }

    func testEqualsScanAtEveryRadius() {
        let entries = makeEntries(400)
        let index = HammingIndex(recentCapacity: 64)
        index.insert(contentsOf: entries)
        for radius in 0...PageHash.bitCount {
            let base = entries[maker.number(below: entries.count)].hash
            let query = maker.neighbour(of: base, at: radius)
            assertEqualsScan(index, entries, query, within: radius)
        }
    }

    func testFindsPlantedNeighboursAtEveryDistance() {
        var entries = makeEntries(9_000)
        let queries = (0..<40).map { _ in maker.random() }
        for query in queries {
            for distance in 0...48 {
                let neighbour = maker.neighbour(of: query, at: distance)
                entries.append((neighbour, UInt64(entries.count) * 3))
            }
        }
        let index = HammingIndex(entries)
        for query in queries {
            let found = index.matches(of: query, within: 48)
            XCTAssertEqual(found.map(\.distance), Array(0...48))
            XCTAssertEqual(
                index.matches(of: query, within: 31), found.filter { $0.distance <= 31 })
        }
    }

    func testEqualsScanAmongCopiesOfFewTemplates() {
        let templates = (0..<5).map { _ in maker.random() }
        let entries = (0..<3_000).map { number in
            let template = templates[number % templates.count]
            let distance = number % 3 == 0 ? 0 : maker.number(below: 60)
            return (hash: maker.neighbour(of: template, at: distance), id: UInt64(number))
        }
        let index = HammingIndex(recentCapacity: 256)
        index.insert(contentsOf: entries)
        for radius in [0, 3, 15, 16, 31, 32, 40, 47, 63, 96] {
            for template in templates {
                let query = maker.neighbour(of: template, at: maker.number(below: 40))
                assertEqualsScan(index, entries, query, within: radius)
            }
        }
    }

    func testEqualsScanWhereOneChunkIsAlwaysTheSame() {
        let entries = (0..<3_000).map { number in
            var words = maker.random().words
            words[1] = 0x0f0f
            words[3] &= 0xffff_0000_0000_0000
            return (hash: PageHash(words: words), id: UInt64(number))
        }
        let index = HammingIndex(recentCapacity: 256)
        index.insert(contentsOf: entries)
        for radius in [0, 15, 20, 31, 40] {
            let query = maker.neighbour(of: entries[radius].hash, at: radius)
            assertEqualsScan(index, entries, query, within: radius)
        }
    }

    func testEqualHashesAreOrderedByID() {
        let hash = maker.random()
        let index = HammingIndex(recentCapacity: 16)
        for id in (0..<100).shuffled(using: &maker.generator) {
            index.insert(hash, id: UInt64(id))
        }
        let expected = (0..<100).map { HammingMatch(id: UInt64($0), distance: 0) }
        XCTAssertEqual(index.matches(of: hash, within: 0), expected)
    }

    func testManyMatchesAreOrderedToo() {
        let entries = makeEntries(2_500)
        let index = HammingIndex(recentCapacity: 512)
        for entry in entries.shuffled(using: &maker.generator) {
            index.insert(entry.hash, id: entry.id)
        }
        assertEqualsScan(index, entries, entries[0].hash, within: PageHash.bitCount)
    }

    func testInsertingAnIDAgainReplacesItsHash() {
        let (old, new) = (maker.random(), maker.random())
        let index = HammingIndex()
        index.insert(old, id: 7)
        index.insert(new, id: 7)
        XCTAssertEqual(index.matches(of: old, within: 0), [])
        XCTAssertEqual(index.matches(of: new, within: 0), [HammingMatch(id: 7, distance: 0)])
        XCTAssertEqual(index.count, 1)
    }

    func testManyAtOnceReplaceWhatWasThere() {
        let before = makeEntries(300)
        let after = makeEntries(200)
        let index = HammingIndex(recentCapacity: 100)
        index.insert(contentsOf: before)
        index.insert(contentsOf: after + after.prefix(10).map { (before[299].hash, $0.id) })
        let expected = after.indices.map { place in
            (hash: place < 10 ? before[299].hash : after[place].hash, id: after[place].id)
        }
        XCTAssertEqual(index.count, 300)
        assertEqualsScan(index, expected + before[200...], before[299].hash, within: 130)
    }

    func testRemovedEntriesAreNotFound() {
        let entries = makeEntries(400)
        let index = HammingIndex(recentCapacity: 150)
        index.insert(contentsOf: entries.prefix(300))
        for entry in entries.dropFirst(300) { index.insert(entry.hash, id: entry.id) }
        for entry in entries where entry.id % 2 == 0 { XCTAssertTrue(index.remove(id: entry.id)) }
        XCTAssertFalse(index.remove(id: entries[0].id))
        XCTAssertFalse(index.remove(id: 1))
        let rest = entries.filter { $0.id % 2 != 0 }
        XCTAssertEqual(index.count, rest.count)
        assertEqualsScan(index, rest, entries[0].hash, within: PageHash.bitCount)
    }

    func testMemoryIsGivenBackAfterRemovals() {
        let entries = makeEntries(4_000)
        let index = HammingIndex(recentCapacity: 16)
        index.insert(contentsOf: entries)
        let full = index.byteCount
        for entry in entries.dropFirst(100) { index.remove(id: entry.id) }
        XCTAssertLessThan(index.byteCount, full / 10)
    }

    func testMemoryIsGivenBackAfterReplacements() {
        let index = HammingIndex(recentCapacity: 16)
        index.insert(contentsOf: makeEntries(1_000))
        let once = index.byteCount
        for _ in 0..<5 { index.insert(contentsOf: makeEntries(1_000)) }
        for entry in makeEntries(1_000) { index.insert(entry.hash, id: entry.id) }
        XCTAssertEqual(index.count, 1_000)
        XCTAssertLessThan(index.byteCount, 2 * once)
    }

    func testEntryTakesLittleMoreThan104Bytes() {
        for count in [16_384, 20_000] {
            let index = HammingIndex(recentCapacity: 16)
            index.insert(contentsOf: makeEntries(count))
            XCTAssertLessThanOrEqual(index.byteCount, count * 113)
        }
    }

    /// As an index whose searches look at every entry anyway.
    func testEntryTakes40BytesWithoutADirectoryAndIsFoundTheSame() {
        let entries = makeEntries(16_000)
        let index = HammingIndex(recentCapacity: 16, hasDirectories: false)
        index.insert(contentsOf: entries.dropLast(100))
        for entry in entries.suffix(100) { index.insert(entry.hash, id: entry.id) }
        XCTAssertLessThanOrEqual(index.byteCount, entries.count * 41)
        for entry in entries.prefix(6_000) { index.remove(id: entry.id) }
        let rest = Array(entries.dropFirst(6_000))
        for radius in [0, 31, 96, 128] {
            assertEqualsScan(index, rest, rest[radius].hash, within: radius)
        }
    }

    func testDirectoryIsLeftOutWhereEverySearchLooksAtAllEntries() {
        let entries = makeEntries(20_000)
        let (narrow, wide) = (HammingIndex(searchedWithin: 63), HammingIndex(searchedWithin: 64))
        narrow.insert(contentsOf: entries)
        wide.insert(contentsOf: entries)
        XCTAssertEqual(narrow.byteCount - wide.byteCount, 16 * 4 * (20_000 + (1 << 11) + 1))
    }

    func testManyQueriesAtOnceEqualOneByOne() {
        let entries = makeEntries(1_000)
        let index = HammingIndex(recentCapacity: 300)
        index.insert(contentsOf: entries.prefix(800))
        for entry in entries.dropFirst(800) { index.insert(entry.hash, id: entry.id) }
        let queries = entries.prefix(5).map { $0.hash } + [maker.random()]
        for radius in [-1, 0, 31, 120] {
            XCTAssertEqual(
                index.matches(of: queries, within: radius),
                queries.map { index.matches(of: $0, within: radius) })
        }
        XCTAssertEqual(index.matches(of: [PageHash](), within: 31), [])
    }

    func testFindsNothingInsideANegativeRadiusOrAmongNothing() {
        let index = HammingIndex()
        XCTAssertEqual(index.matches(of: maker.random(), within: 256), [])
        index.insert(maker.random(), id: 0)
        XCTAssertEqual(index.matches(of: maker.random(), within: -1), [])
    }

    func testRadiusBeyondAllBitsFindsEverything() {
        let hash = maker.random()
        let opposite = PageHash(words: ~hash.words)
        let entries: [(hash: PageHash, id: UInt64)] = [(hash, 1), (opposite, .max)]
        let index = HammingIndex(entries)
        let expected = [HammingMatch(id: 1, distance: 0), HammingMatch(id: .max, distance: 256)]
        XCTAssertEqual(index.matches(of: hash, within: Int.max), expected)
        XCTAssertEqual(index.matches(of: hash, within: 255), [expected[0]])
    }
}
