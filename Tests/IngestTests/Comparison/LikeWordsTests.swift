import XCTest

@testable import Ingest

final class LikeWordsTests: XCTestCase {
    private func page(_ words: String, _ last: String) -> ComparedPaper {
        let row = Array(repeating: words, count: 10).joined(separator: " ")
        return ComparedPaper(text: "\(row) \(last)")
    }

    private func pairs(_ a: [ComparedPaper], _ b: [ComparedPaper]) -> [[Int]] {
        LikeWords(ComparedDocument(a), ComparedDocument(b), without: [], and: [])
            .pairs.map { [$0.a, $0.b] }.sorted { $0[0] < $1[0] }
    }

    func testPagesOfRepeatedWordsAreFoundUnderAMark() {
        let (first, second) = (page("name town sum", "one"), page("goods price count", "two"))
        let marked = [page("goods price count", "two draft"), page("name town sum", "one draft")]
        XCTAssertEqual(pairs([first, second], marked), [[0, 1], [1, 0]])
    }

    func testEachPageIsUsedOnce() {
        let one = page("name town sum", "one")
        XCTAssertEqual(pairs([one, one], [one]), [[0, 0]])
    }

    func testPagesOfOtherWordsAreNotLike() {
        XCTAssertEqual(pairs([page("a b c", "d"), page("e f g", "h")], [page("i j k", "l")]), [])
    }
}
