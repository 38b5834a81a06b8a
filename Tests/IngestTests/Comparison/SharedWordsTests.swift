import XCTest

@testable import Ingest

final class SharedWordsTests: XCTestCase {
    private let papers = (1...3).map { ComparedPaper.letter($0) }

    private func pairs(_ a: [ComparedPaper], _ b: [ComparedPaper]) -> [[Int]] {
        SharedWords(ComparedDocument(a), ComparedDocument(b)).pairs
            .map { [$0.a, $0.b] }
    }

    func testPagesWithTheSameRareWordsBelongTogether() {
        XCTAssertEqual(
            pairs(papers, [papers[2], papers[0], papers[1]]), [[0, 1], [1, 2], [2, 0]])
    }

    func testFewWordsSayNothing() {
        let short = ComparedPaper(text: "Annual report of the company")
        XCTAssertEqual(pairs([short, papers[0]], [papers[1], short]), [])
    }

    func testWordsOfSeveralPagesSayNothing() {
        XCTAssertEqual(pairs([papers[0], papers[0]], [papers[0], papers[0]]), [])
    }

    func testAPageWhoseWordsAreDividedBelongsNowhere() {
        let halves = papers[0].words
        let divided = [halves.prefix(30), halves.suffix(30)].map {
            ComparedPaper(text: $0.joined(separator: " "))
        }
        XCTAssertEqual(pairs([papers[0]], divided), [])
    }

    func testRecognizedWordsSayNothing() {
        let scans = papers.map { ComparedPaper(text: $0.text, isScan: true) }
        XCTAssertEqual(pairs(papers, scans), [])
    }
}
