import XCTest

@testable import Ingest

final class TextWitnessTests: XCTestCase {
    private let words = (0..<40).map { "word\(["a", "b", "c", "d"][$0 % 4])" }
        .joined(separator: " ")

    private func statement(_ a: String, _ b: String) -> TextWitness.Statement {
        TextWitness(PageWords("\(words) \(a)"), PageWords("\(words) \(b)"), isTrusted: true)
            .statement
    }

    func testLettersOfAMarkBetweenThoseOfWordsAreDoubtful() {
        XCTAssertEqual(statement("The precise", "REC EIVThe EDprecise"), .doubtful)
        XCTAssertEqual(statement("REC EIVThe EDprecise", "The precise"), .doubtful)
    }

    func testOtherDigitsAreNoMark() {
        XCTAssertEqual(statement("sum 12", "sum 123"), .differs)
    }

    func testOtherLettersAreNoMark() {
        XCTAssertEqual(
            statement("the tenant pays all of it", "our landlord keeps some thing"), .differs)
    }

    func testAFewWordsBesidesAreAMark() {
        XCTAssertEqual(statement("", "Received on Monday"), .added)
    }

    func testManyWordsBesidesAreForThePictureToDecide() {
        let long = Array(repeating: words, count: 4).joined(separator: " ")
        let witness = TextWitness(
            PageWords(long), PageWords("\(long) \(words)"), isTrusted: true)
        XCTAssertEqual(witness.statement, .doubtful)
        XCTAssertEqual(statement("", words), .differs)
    }
}
