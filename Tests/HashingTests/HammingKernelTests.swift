import XCTest

@testable import Hashing

/// Each kernel that this processor runs against the portable one, which is checked
/// against `PageHash.distance(to:)`.
final class HammingKernelTests: XCTestCase {
    private var maker = HashMaker(seed: 6)

    func testPortableKernelRunsEverywhere() {
        XCTAssertTrue(HammingKernel.portable.runsHere)
        XCTAssertTrue(HammingKernel.best.runsHere)
    }

    func testScanGivesExactDistancesAtAnyLength() {
        let hashes = (0..<13).map { number in
            maker.neighbour(of: PageHash(words: .zero), at: number * 256 / 12)
        }
        let query = PageHash(words: .zero)
        for kernel in HammingKernel.allCases where kernel.runsHere {
            for count in 0...hashes.count {
                let entries = HashEntries(Array(hashes.prefix(count)))
                for radius in [0, 21, 100, 255, 256] {
                    let sought = HammingQuery(hash: query, radius: radius, kernel: kernel)
                    let expected = HammingScan.matches(
                        of: query, in: Array(hashes.prefix(count)), within: radius)
                    XCTAssertEqual(
                        entries.scan(for: [sought])[0].map { Int($0.id) },
                        expected.map { $0.index }, "\(kernel), \(count), \(radius)")
                }
            }
        }
    }

    func testScanOnSeveralThreadsFindsTheSame() {
        let threshold = 300_000
        let hash = maker.random()
        let columns = HashColumns(capacity: threshold)
        for position in 0..<threshold {
            let words = position % 1_000 == 7 ? hash.words : ~hash.words
            columns.write(PageHash(words: words), id: UInt64(position), at: position)
        }
        let entries = HashEntries(columns: columns, count: threshold)
        let found = entries.scan(for: [HammingQuery(hash: hash, radius: 255)])
        XCTAssertEqual(found[0].map { $0.id }, (0..<300).map { UInt64($0) * 1_000 + 7 })
    }
}
