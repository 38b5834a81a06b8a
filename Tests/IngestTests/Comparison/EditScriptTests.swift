import TestSupport
import XCTest

@testable import Ingest

final class EditScriptTests: XCTestCase {
    func testEqualSequencesHaveNoHunks() {
        XCTAssertEqual(EditScript([1, 2, 3], [1, 2, 3]).hunks, [])
        XCTAssertEqual(EditScript([], []).hunks, [])
    }

    func testHunksStandWhereTheSequencesDiffer() {
        let script = EditScript([1, 2, 3, 4, 5], [1, 9, 3, 5, 6])
        XCTAssertEqual(
            script.hunks, [.init(a: 1..<2, b: 1..<2), .init(a: 3..<4, b: 3..<3), .init(a: 5..<5, b: 4..<5)])
    }

    func testTooManyDifferencesAreOneHunk() {
        let script = EditScript([0, 1, 2, 3, 9], [0, 4, 2, 5, 9], limit: 2)
        XCTAssertEqual(script.hunks, [.init(a: 1..<4, b: 1..<4)])
    }

    func testAsMuchIsKeptAsTheLongestCommonSubsequenceHas() {
        var random = SeededGenerator(seed: 11)
        for length in [0, 1, 2, 3, 5, 10, 40] {
            for _ in 0..<20 {
                let a = (0..<length).map { _ in Int32.random(in: 0...4, using: &random) }
                let b = (0..<Int.random(in: 0...length, using: &random)).map { _ in
                    Int32.random(in: 0...4, using: &random)
                }
                let hunks = EditScript(a, b).hunks
                XCTAssertEqual(a.count - hunks.reduce(0) { $0 + $1.a.count }, Self.longest(a, b))
                XCTAssertEqual(kept(a, hunks.map(\.a)), kept(b, hunks.map(\.b)))
            }
        }
    }

    private func kept(_ values: [Int32], _ ranges: [Range<Int>]) -> [Int32] {
        values.indices.filter { index in !ranges.contains { $0 ~= index } }.map { values[$0] }
    }

    /// The length of the longest common subsequence, by the textbook's table.
    private static func longest(_ a: [Int32], _ b: [Int32]) -> Int {
        var row = [Int](repeating: 0, count: b.count + 1)
        for x in a {
            var corner = 0
            for (index, y) in b.enumerated() {
                let above = row[index + 1]
                row[index + 1] = x == y ? corner + 1 : max(above, row[index])
                corner = above
            }
        }
        return row[b.count]
    }
}
