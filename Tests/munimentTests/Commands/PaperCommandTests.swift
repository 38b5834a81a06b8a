import Foundation
import TestSupport
import XCTest

/// `export` with a watermark, `entry-page`, `watermark` and `organization`.
final class PaperCommandTests: XCTestCase {
    private func make() throws -> (binary: Binary, document: String) {
        let binary = try Binary()
        try binary.makeInputs("old-pdf-1.3.pdf")
        let added = try binary.run("add in --json")
        XCTAssertEqual(added.code, 0, added.errors)
        return (binary, try XCTUnwrap(added.objects()[0]["document_id"] as? String))
    }

    /// What `muniment text` reads from a file that was written.
    private func text(_ file: String, _ binary: Binary) throws -> String {
        let added = try binary.run("add \(file) --json")
        let document = try XCTUnwrap(added.objects()[0]["document_id"] as? String)
        return try binary.run("text \(document)").output
    }

    private func bytes(_ file: String, _ binary: Binary) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: binary.folder.path(file)))
    }

    // MARK: - Export

    func testExportWritesAMarkedCopy() throws {
        let (binary, document) = try make()
        let outcome = try binary.run(
            "export \(document) --watermark For:{viewer} --watermark-position header "
                + "--for bob@example.org -o copy.pdf --json")
        XCTAssertEqual(outcome.code, 0, outcome.errors)
        let line = try outcome.objects()[0]
        XCTAssertEqual(line["file"] as? String, "copy.pdf")
        XCTAssertEqual(line["size"] as? Int, try bytes("copy.pdf", binary).count)
        XCTAssertTrue(try text("copy.pdf", binary).contains("For:bob@example.org"))
    }

    func testExportWithoutAMarkWritesTheFileItself() throws {
        let (binary, document) = try make()
        try Data("older".utf8).write(to: URL(fileURLWithPath: binary.folder.path("copy.pdf")))
        XCTAssertEqual(try binary.run("export \(document) -o copy.pdf").code, 0)
        XCTAssertEqual(try bytes("copy.pdf", binary), try bytes("in/old-pdf-1.3.pdf", binary))
    }

    func testFileThatCannotBeWrittenIsAnError() throws {
        let (binary, document) = try make()
        let outcome = try binary.run("export \(document) -o nowhere/copy.pdf")
        XCTAssertEqual(outcome.code, 1)
        XCTAssertTrue(
            outcome.errors.hasPrefix("error: The file cannot be written to 'nowhere/copy.pdf'."),
            outcome.errors)
    }

    func testLettersWithoutAFontAreAnError() throws {
        let (binary, document) = try make()
        let outcome = try binary.run("export \(document) --watermark \u{1F9FF} -o copy.pdf")
        XCTAssertEqual(outcome.code, 1)
        XCTAssertTrue(outcome.errors.contains("No installed font has U+1F9FF"), outcome.errors)
    }

    func testWrongWatermarksAreUsageErrors() throws {
        let (binary, document) = try make()
        for (options, part) in [
            ("--watermark {who}", "There is no placeholder {who}"),
            ("--watermark-size 12", "the watermark says nothing"),
            ("--watermark x --watermark-color red", "#1f4e79"),
            ("--watermark x --watermark-position left", "diagonal, tiled, header, footer"),
            ("--watermark x --burn 20", "from 72 to 300"),
            ("--watermark x --watermark-opacity 2", "from 0.05 to 1"),
        ] {
            let outcome = try binary.run("export \(document) \(options)")
            XCTAssertEqual(outcome.code, 2, options)
            XCTAssertTrue(outcome.errors.contains(part), outcome.errors)
        }
    }

    // MARK: - Entry pages

    func testEntryPageLooksAsTheOrganizationSays() throws {
        let (binary, document) = try make()
        let set = try binary.run("organization set --name Example --paper letter --hide author")
        XCTAssertEqual(set.code, 0, set.errors)
        let outcome = try binary.run(
            "entry-page \(document) --for Ada --public-url https://documents.example "
                + "--expires 2d -o page.pdf --json")
        XCTAssertEqual(outcome.code, 0, outcome.errors)
        let page = try text("page.pdf", binary)
        for part in ["Example", "Ada", "https://documents.example/d/\(document)"] {
            XCTAssertTrue(page.contains(part), page)
        }
    }

    func testEntryPageNeedsAFile() throws {
        let (binary, document) = try make()
        let outcome = try binary.run("entry-page \(document)")
        XCTAssertEqual(outcome.code, 2)
        XCTAssertTrue(outcome.errors.contains("--output FILE"), outcome.errors)
    }

    // MARK: - Organization

    func testOrganizationIsShownAndSet() throws {
        let (binary, _) = try make()
        let set = try binary.run(
            "organization set --name Example --accent-color #102030 --language de --hide logo "
                + "--hide mark --json")
        let line = try set.objects()[0]
        XCTAssertEqual(line["name"] as? String, "Example")
        let shown = try binary.run("organization --json").objects()[0]
        XCTAssertEqual(NSDictionary(dictionary: shown), NSDictionary(dictionary: line))
        let text = try binary.run("organization show").output
        for part in ["Example", "#102030", "logo, mark"] { XCTAssertTrue(text.contains(part)) }
    }

    func testLogoHasToBeAPicture() throws {
        let (binary, _) = try make()
        XCTAssertEqual(
            try binary.run("organization set --logo in/old-pdf-1.3.pdf").code, 1)
        let absent = try binary.run("organization set --logo nothing.png")
        XCTAssertTrue(absent.errors.contains("Name a PNG file with --logo."), absent.errors)
    }

    // MARK: - Requirements

    func testWatermarkIsRequiredAndLifted() throws {
        let (binary, document) = try make()
        let set = try binary.run(
            "watermark set \(document) --watermark Draft --unmarked-for admin --json")
        XCTAssertEqual(set.code, 0, set.errors)
        let requirement = try XCTUnwrap(set.objects()[0]["requirement"] as? [String: Any])
        XCTAssertEqual(requirement["unmarked_for"] as? String, "admin")
        XCTAssertTrue(try binary.run("watermark show \(document)").output.contains("Draft"))
        XCTAssertTrue(try binary.run("watermark show").output.contains("none"))
        XCTAssertTrue(try binary.run("watermark clear \(document)").output.contains("none"))
    }

    func testWatermarkIsNeededToRequireOne() throws {
        let (binary, _) = try make()
        let outcome = try binary.run("watermark set")
        XCTAssertEqual(outcome.code, 2)
        XCTAssertTrue(outcome.errors.contains("Add '--watermark TEXT'."), outcome.errors)
    }
}
