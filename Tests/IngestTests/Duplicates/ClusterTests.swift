import Storage
import StoreTestSupport
import TestSupport
import XCTest

@testable import Ingest

class ClusterTests: StoreTestCase {
    func testFormsOfOneDocumentAreACluster() throws {
        let test = try makeTestStore()
        let first = try test.add("article-two-columns")
        let grey = try test.add("article-reexported-grey")
        let copy = try test.add("article-two-columns")
        try test.add("invoice-2026-0417")
        try test.readAll()
        let clusters = try test.duplicates.clusters()
        XCTAssertEqual(clusters.count, 1)
        let cluster = try XCTUnwrap(clusters.first)
        XCTAssertEqual(cluster.keep, first.versionID)
        XCTAssertEqual(cluster.reason, "it is the oldest")
        XCTAssertEqual(
            cluster.members.map(\.version.id), [first.versionID, copy.versionID, grey.versionID])
        XCTAssertEqual(cluster.members.map(\.verdict), [.sameBytes, .sameBytes, .samePages])
    }

    func testCopiesThatNobodyCouldReadAreAClusterAsWell() throws {
        let test = try makeTestStore()
        let first = try test.add("unreadable")
        try test.add("unreadable")
        try test.readAll()
        XCTAssertEqual(try test.duplicates.clusters().map(\.keep), [first.versionID])
    }

    func testStoreWithoutDuplicatesHasNone() throws {
        let test = try makeTestStore()
        try test.add("invoice-2026-0417")
        try test.readAll()
        XCTAssertTrue(try test.duplicates.clusters().isEmpty)
    }
}

final class KeepingChoiceTests: XCTestCase {
    func testTextGoesBeforeAScanWithMorePages() {
        let scan = choice(1, pages: 3, scans: 3)
        let text = choice(2, pages: 2)
        XCTAssertEqual(KeepingChoice.best(of: [scan, text])?.choice, text)
        XCTAssertEqual(
            KeepingChoice.best(of: [scan, text])?.reason, "it has text, others are scans")
    }

    func testMorePagesGoBeforeFewer() {
        let short = choice(1, pages: 2)
        let long = choice(2, pages: 3)
        XCTAssertEqual(KeepingChoice.best(of: [short, long])?.choice, long)
    }

    func testWholeGoesBeforeDamaged() {
        let damaged = choice(1, pages: 2, state: .degraded)
        let whole = choice(2, pages: 2)
        XCTAssertEqual(KeepingChoice.best(of: [damaged, whole])?.choice, whole)
    }

    func testOfEqualOnesTheOldestIsKept() {
        let all = (1...3).map { choice($0, pages: 2) }
        XCTAssertEqual(KeepingChoice.best(of: all.reversed())?.choice, all[0])
        XCTAssertEqual(KeepingChoice.best(of: all)?.reason, "it is the oldest")
    }

    func testEveryGroundThatDecidedIsNamed() {
        let all = [choice(1, pages: 1), choice(2, pages: 2), choice(3, pages: 2)]
        XCTAssertEqual(
            KeepingChoice.best(of: all)?.reason,
            "it has the most pages; it is the oldest of these")
        XCTAssertNil(KeepingChoice.best(of: []))
    }

    private func choice(
        _ age: Int64, pages: Int, scans: Int = 0, state: VersionState = .ready
    ) -> KeepingChoice {
        KeepingChoice(
            version: VersionID(at: Timestamp(microseconds: age * 1_000_000)), pageCount: pages,
            scannedPages: scans, state: state)
    }
}

final class VersionGroupsTests: XCTestCase {
    func testGroupsAreThoseOfTheSlowTwin() {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<200 {
            let ids = (0..<12).map { VersionID(at: Timestamp(microseconds: $0 * 1_000_000)) }
            let edges = (0..<Int.random(in: 0...10, using: &generator)).map { _ in
                (
                    Int.random(in: 0..<12, using: &generator),
                    Int.random(in: 0..<12, using: &generator)
                )
            }
            var groups = VersionGroups()
            for (a, b) in edges { groups.connect(ids[a], ids[b]) }
            let expected = Self.slowGroups(edges).map { $0.map { ids[$0] } }
            XCTAssertEqual(Set(groups.groups().map(Set.init)), Set(expected.map(Set.init)))
        }
    }

    /// Gives each the least label of its neighbours until nothing changes.
    private static func slowGroups(_ edges: [(Int, Int)]) -> [[Int]] {
        var labels = Array(0..<12)
        for _ in 0..<12 {
            for (a, b) in edges {
                let least = min(labels[a], labels[b])
                (labels[a], labels[b]) = (least, least)
            }
        }
        let named = Set(edges.flatMap { [$0.0, $0.1] })
        return Dictionary(grouping: named, by: { labels[$0] }).values.map { $0.sorted() }
    }
}
