import Foundation
import TestSupport
import XCTest

final class RecordAndTextCommandTests: XCTestCase {
    private func add(_ document: String, to binary: Binary) throws -> String {
        let outcome = try binary.run("add \(binary.document(document)) --json")
        return try XCTUnwrap(try outcome.objects().first?["document_id"] as? String)
    }

    func testRecordNamesTheDamagedPage() throws {
        let binary = try Binary()
        let outcome = try binary.run("record \(try add("damaged-page.pdf", to: binary))")
        XCTAssertEqual(outcome.code, 0)
        XCTAssertNotNil(outcome.output.firstMatch(of: #/\n +4  210×297 +0 +0 +damaged\b/#))
        XCTAssertNotNil(outcome.output.firstMatch(of: /\n\nDamage\n  page 4: \S/))
    }

    func testRecordForProgramsHoldsEveryPage() throws {
        let binary = try Binary()
        let outcome = try binary.run("record \(try add("near-blank.pdf", to: binary)) --json")
        let document = try XCTUnwrap(try outcome.objects().first?["document"] as? [String: Any])
        let layout = try XCTUnwrap(document["layout"] as? [String: Any])
        XCTAssertEqual((layout["pages"] as? [Any])?.count, 4)
    }

    func testThumbnailsAreWrittenAsJPEG() throws {
        let binary = try Binary()
        let document = try add("old-pdf-1.3.pdf", to: binary)
        let outcome = try binary.run("record \(document) --thumbnails out/pages")
        XCTAssertEqual(outcome.errors, "2 thumbnails written to out/pages.\n")
        for name in ["page-0001.jpg", "page-0002.jpg"] {
            let url = URL(fileURLWithPath: binary.folder.path("out/pages/\(name)"))
            XCTAssertEqual(Array(try Data(contentsOf: url).prefix(2)), [0xFF, 0xD8])
        }
    }

    func testPagesOfTheTextAreThoseOfTheWhole() throws {
        let binary = try Binary()
        let document = try add("old-pdf-1.3.pdf", to: binary)
        let whole = try binary.run("text \(document)").output
        let pages = try (1...2).map { try binary.run("text \(document) --page \($0)").output }
        XCTAssertEqual(pages.joined(), whole)
        for page in pages {
            XCTAssertTrue(page.hasSuffix("\u{C}"))
            XCTAssertGreaterThan(page.count, 100)
        }
    }

    func testTextOnATerminalHasNoFormFeed() throws {
        let binary = try Binary()
        let document = try add("old-pdf-1.3.pdf", to: binary)
        let outcome = try binary.terminal(columns: 80, "text \(document)")
        XCTAssertEqual(outcome.code, 0)
        XCTAssertFalse(outcome.output.contains("\u{C}"))
    }

    func testVersionStandsForItsDocument() throws {
        let binary = try Binary()
        let document = try add("old-pdf-1.3.pdf", to: binary)
        let version = try XCTUnwrap(
            try binary.run("list --json").objects().first?["version_id"] as? String)
        for command in ["show", "text", "record"] {
            XCTAssertEqual(
                try binary.run("\(command) \(version)").output,
                try binary.run("\(command) \(document)").output, command)
        }
    }

    func testDocumentThatIsNotReadYetSaysSo() throws {
        let binary = try Binary()
        XCTAssertEqual(
            try binary.run("add \(binary.document("old-pdf-1.3.pdf")) --no-wait").code, 0)
        let document = try XCTUnwrap(
            try binary.run("list --json").objects().first?["document_id"] as? String)
        for command in ["text", "record", "duplicates"] {
            let outcome = try binary.run("\(command) \(document)")
            XCTAssertEqual(outcome.code, 1)
            XCTAssertTrue(outcome.errors.contains("is not read yet.\n`muniment jobs` shows"))
        }
    }
}
