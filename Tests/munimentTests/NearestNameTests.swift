import XCTest

@testable import muniment

final class NearestNameTests: XCTestCase {
    /// The definition by recursion, without memory.
    private func slowDistance(_ source: Substring, _ target: Substring) -> Int {
        guard let last = source.last, let wanted = target.last else {
            return source.count + target.count
        }
        var best = min(
            slowDistance(source.dropLast(), target) + 1,
            slowDistance(source, target.dropLast()) + 1,
            slowDistance(source.dropLast(), target.dropLast()) + (last == wanted ? 0 : 1))
        if source.count > 1, target.count > 1, last == target.dropLast().last,
            wanted == source.dropLast().last
        {
            best = min(best, slowDistance(source.dropLast(2), target.dropLast(2)) + 1)
        }
        return best
    }

    private func makeWords(maximum: Int) -> [String] {
        var words = [""]
        for length in 1...maximum {
            words += words.filter { $0.count == length - 1 }.flatMap {
                ["a", "b"].map($0.appending)
            }
        }
        return words
    }

    func testDistanceAgreesWithItsDefinitionOnAllShortWords() {
        let words = makeWords(maximum: 4)
        for source in words {
            for target in words {
                XCTAssertEqual(
                    NearestName.distance(from: source, to: target),
                    slowDistance(source[...], target[...]), "\(source) \(target)")
            }
        }
    }

    func testFarNamesAreNotSuggested() {
        XCTAssertNil(NearestName.suggestion(for: "zebra", among: ["add", "list"]))
        XCTAssertNil(NearestName.suggestion(for: "add", among: []))
    }

    func testUniqueBeginningIsCompleted() {
        XCTAssertEqual(
            NearestName.suggestion(for: "dup", among: ["add", "duplicates"]), "duplicates")
        XCTAssertNil(NearestName.suggestion(for: "work", among: ["workflow", "workbook"]))
    }
}
