import Foundation
import TestSupport
import XCTest

final class DuplicatesCommandTests: XCTestCase {
    private func makeStore(_ documents: String...) throws -> (Binary, DuplicateForms) {
        let binary = try Binary()
        for document in documents { try binary.makeInputs(document) }
        XCTAssertEqual(try binary.run("add in").code, 0)
        return (binary, DuplicateForms(binary: binary))
    }

    private func verdicts(_ binary: Binary, _ line: String) throws -> [String] {
        let outcome = try binary.run("duplicates \(line) --json")
        XCTAssertEqual(outcome.code, 0, outcome.errors)
        return try outcome.objects().map {
            "\($0["title"] as? String ?? "") \($0["verdict"] as? String ?? "")"
        }
    }

    private func id(_ title: String, _ binary: Binary) throws -> String {
        let document = try binary.run("list --json").objects().first {
            $0["title"] as? String == title
        }
        return try XCTUnwrap(document?["document_id"] as? String)
    }

    func testFileThatIsNotStoredIsFoundInItsOtherForms() throws {
        let (binary, forms) = try makeStore("contract-tagged.pdf", "slides-outline.pdf")
        try forms.make("qpdf --linearize '\(binary.document("contract-tagged.pdf"))' linear.pdf")
        try forms.reexport("contract-tagged.pdf", to: "cairo.pdf")
        try forms.pages("2-3", of: "contract-tagged.pdf", to: "part.pdf")
        for (file, verdict) in [
            ("in/contract-tagged.pdf", "same_bytes"), ("linear.pdf", "same_pages"),
            ("cairo.pdf", "same_pages"), ("part.pdf", "contains_pages"),
        ] {
            XCTAssertEqual(try verdicts(binary, file), ["contract-tagged \(verdict)"], file)
        }
        XCTAssertEqual(try binary.run("list --json").objects().count, 2)
    }

    func testScanOfAPageIsFound() throws {
        let (binary, forms) = try makeStore("invoice-2026-0417.pdf", "scan-letter.pdf")
        try forms.scan("invoice-2026-0417.pdf", dpi: 150, to: "scan.pdf")
        let found = try binary.run("duplicates scan.pdf --json").objects()
        XCTAssertEqual(found.map { $0["title"] as? String }, ["invoice-2026-0417"])
        XCTAssertEqual(found.map { $0["is_duplicate"] as? Bool }, [true])
    }

    func testPaperOfTheSameFormIsListedApartWithItsWords() throws {
        let (binary, _) = try makeStore("invoice-2026-0417.pdf", "invoice-2026-0418.pdf")
        let line = "duplicates \(try id("invoice-2026-0417", binary))"
        let outcome = try binary.run(line)
        XCTAssertTrue(
            outcome.output.hasPrefix(
                "No other form of it is in the store.\n\nLooks alike, but is another document\n"))
        XCTAssertTrue(outcome.output.contains("2026-0417"))
        XCTAssertTrue(outcome.output.contains("2026-0418"))
        let found = try XCTUnwrap(try binary.run(line + " --json").objects().first)
        XCTAssertEqual(found["is_duplicate"] as? Bool, false)
        let pages = try XCTUnwrap(found["pages"] as? [[String: Any]])
        XCTAssertTrue(try XCTUnwrap(pages.first?["words"] as? [String]).contains("2026-0417"))
        XCTAssertTrue(
            try XCTUnwrap(pages.first?["other_words"] as? [String]).contains("2026-0418"))
    }

    func testThresholdCutsWhatIsADuplicate() throws {
        let (binary, forms) = try makeStore("contract-tagged.pdf")
        try forms.pages("2-3", of: "contract-tagged.pdf", to: "part.pdf")
        for (threshold, isDuplicate) in [("0.5", true), ("1", false)] {
            let found = try binary.run("duplicates part.pdf --json --threshold \(threshold)")
            XCTAssertEqual(
                try found.objects().map { $0["is_duplicate"] as? Bool }, [isDuplicate])
        }
    }

    func testProofIsAPictureOfBothPages() throws {
        let (binary, _) = try makeStore("invoice-2026-0417.pdf", "invoice-2026-0418.pdf")
        let outcome = try binary.run(
            "duplicates \(try id("invoice-2026-0417", binary)) --image proof.png")
        XCTAssertEqual(outcome.code, 0)
        XCTAssertEqual(
            outcome.errors, "Page 1 beside page 1 of the other written to proof.png.\n")
        let file = try Data(contentsOf: URL(fileURLWithPath: binary.folder.path("proof.png")))
        // The width in the header: two pages of A4 with 1,400 pixels of height.
        let width = file[16..<20].reduce(0) { $0 << 8 | Int($1) }
        XCTAssertEqual(width, 2 * 990 + 3 * 12)
    }

    func testProofOfAFileThatIsNotStored() throws {
        let (binary, forms) = try makeStore("contract-tagged.pdf")
        try forms.pages("4", of: "contract-tagged.pdf", to: "part.pdf")
        let outcome = try binary.run("duplicates part.pdf --image proof.png")
        XCTAssertEqual(
            outcome.errors, "Page 1 beside page 4 of the other written to proof.png.\n")
    }

    func testWholeStoreShowsWhatToKeepAndChangesNothing() throws {
        let (binary, forms) = try makeStore("contract-tagged.pdf", "slides-outline.pdf")
        try forms.reexport("contract-tagged.pdf", to: "cairo.pdf")
        XCTAssertEqual(try binary.run("add cairo.pdf").code, 0)
        let before = try binary.run("list --json").output
        let clusters = try binary.run("duplicates --all --json").objects()
        XCTAssertEqual(clusters.count, 1)
        let members = try XCTUnwrap(clusters.first?["members"] as? [[String: Any]])
        XCTAssertEqual(members.compactMap { $0["title"] as? String }, ["contract-tagged", "cairo"])
        XCTAssertEqual(
            clusters.first?["keep"] as? String, members.first?["version_id"] as? String)
        XCTAssertEqual(try binary.run("list --json").output, before)
    }

    func testArrivalIsReported() throws {
        let (binary, forms) = try makeStore("contract-tagged.pdf")
        try forms.reexport("contract-tagged.pdf", to: "cairo.pdf")
        let row = try XCTUnwrap(try binary.run("add cairo.pdf --json").objects().first)
        XCTAssertEqual(row["duplicate_of"] as? String, try id("contract-tagged", binary))
        XCTAssertEqual(row["verdict"] as? String, "same_pages")
        XCTAssertGreaterThan(try XCTUnwrap(row["score"] as? Double), 0.9)
    }

    func testArrivalBecomesAVersion() throws {
        let (binary, forms) = try makeStore("contract-tagged.pdf")
        try forms.reexport("contract-tagged.pdf", to: "cairo.pdf")
        let row = try XCTUnwrap(
            try binary.run("add cairo.pdf --on-duplicate link --json").objects().first)
        let document = try id("contract-tagged", binary)
        XCTAssertEqual(row["document_id"] as? String, document)
        XCTAssertEqual(row["duplicate_of"] as? String, document)
        let list = try binary.run("list --json").objects()
        XCTAssertEqual(list.map { $0["versions"] as? Int }, [2])
    }

    func testArrivalIsRefused() throws {
        let (binary, _) = try makeStore("contract-tagged.pdf")
        let outcome = try binary.run(
            "add in/contract-tagged.pdf --json", environment: ["MUNIMENT_ON_DUPLICATE": "refuse"])
        XCTAssertEqual(outcome.code, 3)
        XCTAssertEqual(try outcome.objects().map { $0["status"] as? String }, ["refused"])
        XCTAssertEqual(try binary.run("list --json").objects().count, 1)
    }
}
