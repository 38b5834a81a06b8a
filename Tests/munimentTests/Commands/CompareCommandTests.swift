import Foundation
import TestSupport
import XCTest

final class CompareCommandTests: XCTestCase {
    /// A store with the contract of four pages and with some of its pages.
    private func makeStore(pages: String) throws -> (Binary, contract: String, part: String) {
        let binary = try Binary()
        try binary.makeInputs("contract-tagged.pdf")
        try DuplicateForms(binary: binary).pages(
            pages, of: "contract-tagged.pdf", to: "in/part.pdf")
        XCTAssertEqual(try binary.run("add in").code, 0)
        let ids = try binary.run("list --json").objects().reduce(into: [:]) {
            $0[$1["title"] as? String ?? ""] = $1["document_id"] as? String
        }
        return (
            binary, try XCTUnwrap(ids["contract-tagged"] ?? nil), try XCTUnwrap(ids["part"] ?? nil)
        )
    }

    private func rows(_ outcome: Binary.Outcome) -> [String] {
        outcome.output.split(separator: "\n").filter { $0.contains(/same|moved|removed|inserted/) }
            .map { $0.split(separator: " ").prefix(3).joined(separator: " ") }
            .filter { !$0.hasPrefix("Same") && !$0.hasPrefix("Contains") && !$0.hasPrefix("Is") }
    }

    func testPagesOfOneOnlyAreInsertedOrRemoved() throws {
        let (binary, contract, part) = try makeStore(pages: "2-3")
        XCTAssertEqual(
            rows(try binary.run("compare \(contract) \(part)")),
            ["1 – removed", "2–3 1–2 same", "4 – removed"])
        XCTAssertEqual(
            rows(try binary.run("compare \(part) \(contract)")),
            ["– 1 inserted", "1–2 2–3 same", "– 4 inserted"])
    }

    func testPageThatWentElsewhereIsMoved() throws {
        let (binary, contract, part) = try makeStore(pages: "2,3,4,1")
        XCTAssertEqual(
            rows(try binary.run("compare \(contract) \(part)")), ["1 4 moved", "2–4 1–3 same"])
    }

    func testProgramsGetThePageMap() throws {
        let (binary, contract, part) = try makeStore(pages: "4,1")
        let outcome = try binary.run("compare \(contract) \(part) --json --image proof.png")
        XCTAssertEqual(outcome.code, 0)
        let line = try XCTUnwrap(try outcome.objects().first)
        XCTAssertEqual(line["verdict"] as? String, "contains_pages")
        XCTAssertEqual(line["only_a"] as? [Int], [1, 2])
        XCTAssertEqual(line["only_b"] as? [Int], [])
        let pages = try XCTUnwrap(line["pages"] as? [[String: Any]])
        XCTAssertEqual(pages.map { $0["page"] as? Int }, [0, 3])
        XCTAssertEqual(pages.map { $0["other_page"] as? Int }, [1, 0])
        XCTAssertEqual(pages.count { $0["is_moved"] as? Bool == true }, 1)
        XCTAssertTrue(FileManager.default.fileExists(atPath: binary.folder.path("proof.png")))
    }

    func testFileThatIsNotStoredIsEitherSide() throws {
        let (binary, contract, _) = try makeStore(pages: "2-3")
        try DuplicateForms(binary: binary).pages(
            "1-2", of: "contract-tagged.pdf", to: "other.pdf")
        XCTAssertEqual(
            rows(try binary.run("compare \(contract) other.pdf")),
            ["1–2 1–2 same", "3–4 – removed"])
        XCTAssertTrue(
            rows(try binary.run("compare other.pdf in/part.pdf")).contains("2 1 same"))
        let outcome = try binary.run("compare other.pdf \(contract) --json --image proof.png")
        let line = try XCTUnwrap(try outcome.objects().first)
        let side = try XCTUnwrap(line["a"] as? [String: Any])
        XCTAssertTrue(side["document_id"] is NSNull)
        XCTAssertEqual(side["file_name"] as? String, "other.pdf")
        XCTAssertTrue(FileManager.default.fileExists(atPath: binary.folder.path("proof.png")))
        XCTAssertEqual(try binary.run("list --json").objects().count, 2)
    }

    func testDocumentsWithNothingInCommonSaySo() throws {
        let binary = try Binary()
        try binary.makeInputs("price-list.pdf", "slides-outline.pdf")
        XCTAssertEqual(try binary.run("add in").code, 0)
        let ids = try binary.run("list --json").objects().compactMap {
            $0["document_id"] as? String
        }
        let line = "compare \(ids[0]) \(ids[1])"
        let outcome = try binary.run(line)
        XCTAssertEqual(outcome.code, 0)
        XCTAssertTrue(outcome.output.hasSuffix("\nThey have no page in common.\n"))
        XCTAssertEqual(try binary.run(line + " --image proof.png").code, 1)
    }
}
