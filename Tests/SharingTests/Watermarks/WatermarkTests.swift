import Foundation
import Ingest
import PDF
import Sharing
import Storage
import XCTest

final class WatermarkTests: XCTestCase {
    private let facts = WatermarkFacts(
        viewer: "Ada Lovelace", email: "ada@example.org",
        moment: Timestamp(microseconds: 1_769_846_759_000_000), title: "Contract",
        document: DocumentID(), versionNumber: 3, version: VersionID(), link: LinkID(),
        organization: "Example Ltd")

    private func lines(_ lines: String...) throws -> [String] {
        try Watermark(lines: lines).resolved(for: facts).lines
    }

    private func message(_ body: () throws -> Watermark) -> String {
        do {
            _ = try body()
            XCTFail("it was accepted")
            return ""
        } catch {
            XCTAssertEqual((error as? OperationError)?.parameter, "watermark")
            return (error as? OperationError)?.message ?? "\(error)"
        }
    }

    // MARK: - Placeholders

    func testPlaceholdersAreReplaced() throws {
        XCTAssertEqual(
            try lines(
                "{viewer} <{email}>", "{date} {time}", "{document} v{version}, {organization}"),
            ["Ada Lovelace <ada@example.org>", "2026-01-31 08:05 UTC", "Contract v3, Example Ltd"])
        XCTAssertEqual(
            try lines("{document_id} {version_id} {link}"),
            ["\(facts.document) \(facts.version) \(facts.link)"])
    }

    func testDoubledBracesAreBraces() throws {
        XCTAssertEqual(try lines("{{viewer}} {{{viewer}}}"), ["{viewer} {Ada Lovelace}"])
        XCTAssertEqual(try lines("a } b"), ["a } b"])
    }

    func testUnknownPlaceholderListsTheKnownOnes() {
        let text = message { try Watermark(lines: ["for {reader}"]) }
        XCTAssertTrue(text.contains("{reader}"), text)
        for placeholder in WatermarkPlaceholder.allCases {
            XCTAssertTrue(text.contains("{\(placeholder.rawValue)}"), text)
        }
    }

    func testBraceThatIsNotClosedIsRefused() {
        XCTAssertTrue(message { try Watermark(lines: ["for {viewer"]) }.contains("{{"))
    }

    func testViewerStandsWhereNoAddressIsKnown() throws {
        var facts = facts
        facts.email = nil
        XCTAssertEqual(
            try Watermark(lines: ["{email}"]).resolved(for: facts).lines, ["Ada Lovelace"])
    }

    func testTextThatReplacesStaysOnOneLine() throws {
        var facts = facts
        facts.title = "One\nTwo\u{2028}Three"
        XCTAssertEqual(
            try Watermark(lines: ["{document}"]).resolved(for: facts).lines, ["One Two Three"])
    }

    func testBlankLinesAreLeftOutAndACopyWithoutAnyIsRefused() throws {
        var facts = facts
        facts.organization = "\u{200B} "
        let mark = try Watermark(lines: ["{organization}", "Copy"]).resolved(for: facts)
        XCTAssertEqual(mark.lines, ["Copy"])
        XCTAssertThrowsError(try Watermark(lines: ["{organization}"]).resolved(for: facts)) {
            XCTAssertEqual(($0 as? OperationError)?.reason, .preconditionFailed)
        }
    }

    func testLongNamesAreCutAndLongLinesRefused() throws {
        var facts = facts
        facts.title = String(repeating: "t", count: 255)
        let line = try Watermark(lines: ["{document} {viewer}"]).resolved(for: facts).lines[0]
        XCTAssertEqual(line, String(repeating: "t", count: 79) + "… Ada Lovelace")
        facts.viewer = String(repeating: "v", count: 255)
        XCTAssertThrowsError(
            try Watermark(lines: ["{document} {viewer}"]).resolved(for: facts))
    }

    func testWhatNamesViewerMomentOrLinkIsPersonal() throws {
        for placeholder in WatermarkPlaceholder.allCases {
            let expected = ["viewer", "email", "date", "time", "link"]
                .contains(placeholder.rawValue)
            XCTAssertEqual(
                try Watermark(lines: ["Copy", "{\(placeholder.rawValue)}"]).isPersonal, expected,
                placeholder.rawValue)
        }
        XCTAssertFalse(try Watermark(lines: ["{{viewer}}"]).isPersonal)
    }

    // MARK: - Bounds

    func testBoundsAreStated() {
        let refused: [(String, () throws -> Watermark)] = [
            ("1 to 4 lines", { try Watermark(lines: []) }),
            ("1 to 4 lines", { try Watermark(lines: Array(repeating: "x", count: 5)) }),
            ("1 to 200 characters", { try Watermark(lines: [""]) }),
            (
                "1 to 200 characters",
                { try Watermark(lines: [String(repeating: "x", count: 201)]) }
            ),
            ("control characters", { try Watermark(lines: ["a\nb"]) }),
            ("can be seen", { try Watermark(lines: [" \u{200B}\u{FEFF}"]) }),
            ("0.05 to 1", { try Watermark(lines: ["x"], opacity: 0.01) }),
            ("0.05 to 1", { try Watermark(lines: ["x"], opacity: .nan) }),
            ("4 to 300", { try Watermark(lines: ["x"], fontSize: 1) }),
            ("72 to 300", { try Watermark(lines: ["x"], kind: .burned(dpi: 600)) }),
        ]
        for (part, make) in refused {
            let text = message(make)
            XCTAssertTrue(text.contains(part), text)
        }
    }

    // MARK: - Joining

    func testJoinedMarkLooksAsTheFirstAndSaysBoth() throws {
        let first = try Watermark(
            lines: ["A", "{viewer}"], position: .footer, opacity: 0.1, kind: .vector)
        let second = try Watermark(
            lines: ["{viewer}", "B"], position: .tiled, opacity: 0.9, color: .black,
            kind: .burned(dpi: 100))
        let joined = first.joined(with: second)
        XCTAssertEqual(joined.lines, ["A", "{viewer}", "B"])
        XCTAssertEqual(joined.position, .footer)
        XCTAssertEqual(joined.color, .grey)
        XCTAssertEqual(joined.opacity, 0.9)
        XCTAssertEqual(joined.kind, .burned(dpi: 100))
    }

    // MARK: - JSON

    func testJSONNeedsLinesAlone() throws {
        XCTAssertEqual(
            try Watermark(json: #"{"lines": ["Copy"]}"#), try Watermark(lines: ["Copy"]))
    }

    func testJSONHasEveryMember() throws {
        let watermark = try Watermark(
            lines: ["{viewer}"], position: .tiled, opacity: 0.5,
            color: RGBColor(red: 255, green: 0, blue: 16), fontSize: 12, kind: .burned(dpi: 200))
        let json = ##"""
            {"lines": ["{viewer}"], "position": "tiled", "opacity": 0.5, "color": "#ff0010",
            "font_size": 12, "kind": "burned", "dpi": 200}
            """##
        XCTAssertEqual(try Watermark(json: json), watermark)
        let written = String(decoding: try JSONEncoder().encode(watermark), as: UTF8.self)
        XCTAssertEqual(try Watermark(json: written), watermark)
    }

    func testDPIAloneMeansBurned() throws {
        XCTAssertEqual(
            try Watermark(json: #"{"lines": ["x"], "dpi": 100}"#).kind, .burned(dpi: 100))
        XCTAssertEqual(
            try Watermark(json: #"{"lines": ["x"], "kind": "burned"}"#).kind, .burned(dpi: 150))
    }

    func testWrongJSONIsExplained() {
        let refused: [(String, String)] = [
            ("not json", "one JSON object"),
            ("[1]", "one JSON object"),
            (#"{"position": "tiled"}"#, "lines of the watermark is missing"),
            (#"{"lines": "x"}"#, "lines of the watermark"),
            (#"{"lines": ["x"], "position": "left"}"#, "diagonal|tiled|header|footer"),
            (#"{"lines": ["x"], "color": "red"}"#, "color of the watermark"),
            (##"{"lines": ["x"], "colour": "#000000"}"##, "no member colour"),
            (#"{"lines": ["x"], "kind": "vector", "dpi": 100}"#, "Only a burned copy"),
            (#"{"lines": ["{who}"]}"#, "no placeholder {who}"),
        ]
        for (json, part) in refused {
            let text = message { try Watermark(json: json) }
            XCTAssertTrue(text.contains(part), text)
        }
    }
}
