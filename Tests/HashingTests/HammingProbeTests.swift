import XCTest

@testable import Hashing

/// The search by buckets where a scan would be cheaper, so that small sets show whether
/// it misses anything.
final class HammingProbeTests: XCTestCase {
    private var maker = HashMaker(seed: 8)

    /// The greatest radius for which buckets are ever looked up.
    private let widest = ProbePlan.widestRadius

    private func assertFindsAll(
        _ query: PageHash, within radius: Int, in directory: BucketDirectory, _ hashes: [PageHash],
        by kernel: HammingKernel = .best, line: UInt = #line
    ) throws {
        let sought = HammingQuery(hash: query, radius: radius, kernel: kernel)
        let plan = try XCTUnwrap(
            ProbePlan(for: sought, in: directory, budget: .infinity), line: line)
        XCTAssertEqual(plan.thresholds.reduce(0, +), radius - 15, line: line)
        var found: [HammingMatch] = []
        HammingProbe(
            plan: plan, query: sought, directory: directory, entries: HashEntries(hashes)
        ).run(into: &found)
        found.sortNearestFirst()
        let expected = HammingScan.matches(of: query, in: hashes, within: radius)
            .map { HammingMatch(id: UInt64($0.index), distance: $0.distance) }
        XCTAssertEqual(found, expected, "radius \(radius)", line: line)
    }

    func testMissesNothingAtAnyRadius() throws {
        let query = maker.random()
        let hashes = (0..<800).map { maker.neighbour(of: query, at: $0 % 80) }
        let directory = BucketDirectory(of: HashEntries(hashes))
        for radius in 0...widest {
            try assertFindsAll(query, within: radius, in: directory, hashes)
        }
    }

    func testMissesNothingWithEachKernel() throws {
        let query = maker.random()
        let hashes = (0..<400).map { maker.neighbour(of: query, at: $0 % 60) }
        let directory = BucketDirectory(of: HashEntries(hashes))
        for kernel in HammingKernel.allCases where kernel.runsHere {
            for radius in [0, 15, 31, 40] {
                try assertFindsAll(query, within: radius, in: directory, hashes, by: kernel)
            }
        }
    }

    /// From 4 to 16 bits of a chunk name a bucket.
    func testMissesNothingAtAnySizeOfDirectory() throws {
        let query = maker.random()
        let hashes = (0..<300).map { maker.neighbour(of: query, at: $0 % 60) }
        for keyBits in [4, 5, 9, 13, 16] {
            let directory = BucketDirectory(of: HashEntries(hashes), keyBits: keyBits)
            for radius in [7, 31, 37] {
                try assertFindsAll(query, within: radius, in: directory, hashes)
            }
        }
    }

    func testBucketsHoldEightToSixteenOnAverage() {
        let keyBits = [1, 100, 128, 255, 256, 1 << 19, 1 << 22].map(BucketDirectory.keyBits)
        XCTAssertEqual(keyBits, [4, 4, 4, 4, 5, 16, 16])
    }

    func testMissesNothingWhereChunksAreLeftOut() throws {
        let query = maker.random()
        let hashes = (0..<2_000).map { number -> PageHash in
            var words = maker.neighbour(of: query, at: number % 70).words
            if number % 2 == 0 { words[number % 8 / 2] = query.words[number % 8 / 2] }
            return PageHash(words: words)
        }
        let directory = BucketDirectory(of: HashEntries(hashes))
        for radius in [3, 14, 20, 31, 45] {
            try assertFindsAll(query, within: radius, in: directory, hashes)
        }
    }

    func testCrowdedChunkIsLeftOut() throws {
        let crowd = maker.random().words[0]
        let hashes = (0..<4_000).map { _ in
            var words = maker.random().words
            words[0] = words[0] & ~0xffff | crowd & 0xffff
            return PageHash(words: words)
        }
        let directory = BucketDirectory(of: HashEntries(hashes))
        let query = HammingQuery(hash: hashes[0], radius: 14)
        let plan = try XCTUnwrap(
            ProbePlan(for: query, in: directory, budget: .infinity))
        XCTAssertEqual(plan.thresholds, [-1] + [Int](repeating: 0, count: 15))
    }

    func testWideRadiusIsLeftToTheScan() {
        let directory = BucketDirectory(of: HashEntries((0..<500).map { _ in maker.random() }))
        for radius in [widest + 1, 96, 256] {
            let query = HammingQuery(hash: maker.random(), radius: radius)
            XCTAssertNil(ProbePlan(for: query, in: directory, budget: .infinity))
        }
    }

    func testEveryPositionIsFiledOnceAChunk() {
        for count in [0, 1, 2, 3, 5, 10, 1_000] {
            let entries = HashEntries((0..<count).map { _ in maker.random() })
            let directory = BucketDirectory(of: entries)
            for chunk in 0..<BucketDirectory.chunkCount {
                checkFiling(of: entries, in: directory, chunk: chunk)
            }
        }
    }

    private func checkFiling(
        of entries: HashEntries, in directory: BucketDirectory, chunk: Int
    ) {
        var positions = Set<UInt32>()
        let offsets = directory.offsets(of: chunk)
        for key in 0..<1 << directory.keyBits {
            for place in offsets[key]..<offsets[key + 1] {
                let posting = directory.postings[chunk * directory.count + Int(place)]
                let hash = entries.columns.hashes[Int(posting >> 8)]
                XCTAssertEqual(directory.key(of: hash, chunk: chunk), key)
                XCTAssertEqual(UInt8(posting & 0xff), hash.signature(chunk))
                positions.insert(posting >> 8)
            }
        }
        XCTAssertEqual(positions.count, directory.count)
    }
}
