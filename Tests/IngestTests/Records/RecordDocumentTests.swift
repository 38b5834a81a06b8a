import Foundation
import Hashing
import PDF
import Storage
import StoreTestSupport
import XCTest

@testable import Ingest

class RecordDocumentTests: StoreTestCase {
    // MARK: - The schema

    func testRecordsOfAllSampleDocumentsFitTheSchema() throws {
        let library = try sampleLibrary()
        var checked = 0
        for name in library.names.sorted() where name != "register-300-pages" {
            guard try library.version(name).recordID != nil else { continue }
            let json = try encode(library.record(name))
            XCTAssertEqual(RecordSchemaChecker.violations(in: json), [], name)
            checked += 1
        }
        XCTAssertEqual(checked, 22)
    }

    func testEveryKindOfBlockFitsTheSchema() throws {
        let cell = Block.Table.Cell(text: "c", isHeader: true, rowSpan: 2, columnSpan: 3)
        let sub = Block.List(isOrdered: false, items: [Block.List.Item(text: "inner")])
        let contents: [Block.Content] = [
            .heading(level: 2, text: "h"), .paragraph(text: "p"),
            .list(
                Block.List(
                    isOrdered: true, start: 4,
                    items: [Block.List.Item(text: "outer", subList: sub)])),
            .table(Block.Table(rows: [Block.Table.Row(cells: [cell])])),
            .image(altText: "i"), .image(altText: nil), .quote(text: "q"), .code(text: "c"),
            .footnote(label: "1", text: "f"), .footnote(label: nil, text: "f"),
        ]
        let json = try encode(makeRecord([makePage(contents)]))
        XCTAssertEqual(RecordSchemaChecker.violations(in: json), [])
        let blocks = json["document"]?["record"]?["blocks"]
        XCTAssertEqual(blocks?.elements.count, contents.count)
        XCTAssertEqual(blocks?[0]?["heading"]?["level"], .integer(2))
        XCTAssertEqual(blocks?[2]?["list"]?["start"], .integer(4))
        XCTAssertEqual(blocks?[2]?["list"]?["style"], .text("LIST_STYLE_ORDERED"))
        let inner = blocks?[2]?["list"]?["items"]?[0]?["sub_list"]
        XCTAssertEqual(inner?["style"], .text("LIST_STYLE_UNORDERED"))
        XCTAssertNil(inner?["start"])
        let encodedCell = blocks?[3]?["table"]?["rows"]?[0]?["cells"]?[0]
        XCTAssertEqual(encodedCell?["row_span"], .integer(2))
        XCTAssertEqual(encodedCell?["col_span"], .integer(3))
    }

    func testContentHasTheLayoutBesideTheDocument() throws {
        let record = makeRecord([makePage([.paragraph(text: "p")])])
        let whole = try encode(record)
        let content = try JSONDecoder().decode(
            JSONValue.self, from: JSONEncoder().encode(ContentDocument(record)))
        XCTAssertEqual(content["version_id"], .text(record.version.id.text))
        XCTAssertEqual(content["source_type"], .text("pdf"))
        XCTAssertEqual(content["document"], whole["document"]?["record"])
        XCTAssertEqual(content["layout"], whole["document"]?["layout"])
    }

    func testCheckerNamesWhatDoesNotFit() throws {
        let wrong = """
            {"id": 1, "extra": true, "document": {"record": {"blocks": [
                {"id": "a"}, {"paragraph": {"text": "p"}, "quote": {"text": "q"}}
            ], "metadata": {"extracted_at": "yesterday"}},
            "layout": {"defaults": {"direction": "UP"}, "pages": [{"page_number": true}]}}}
            """
        let json = try JSONDecoder().decode(JSONValue.self, from: Data(wrong.utf8))
        XCTAssertEqual(RecordSchemaChecker.violations(in: json).count, 7)
    }

    // MARK: - Source and metadata

    func testSourceIsTheUpload() throws {
        let library = try sampleLibrary()
        let version = try library.version("invoice-2026-0417")
        let json = try encode(library.record("invoice-2026-0417"))
        XCTAssertEqual(json["source_format"], .text("pdf"))
        let source = json["document"]?["record"]?["source"]
        XCTAssertEqual(source?["remote_id"], .text(version.id.text))
        XCTAssertEqual(source?["attributes"]?["content_hash"], .text(version.digest.hex))
        XCTAssertEqual(source?["attributes"]?["size"], .integer(version.byteCount))
        XCTAssertEqual(source?["attributes"]?["file_name"], .text("invoice-2026-0417.pdf"))
    }

    func testDocumentsOwnLanguageGoesFirst() throws {
        var facts = DocumentFacts(version: "1.7", pageCount: 1)
        facts.language = "fr-CA"
        let record = makeRecord([makePage(text: "long text", language: "de")], facts: facts)
        XCTAssertEqual(try language(of: record), .text("fr-CA"))
    }

    func testLanguageOfMostTextIsTheDocuments() throws {
        let record = makeRecord([
            makePage(text: "a", language: "de"), makePage(text: "b", language: "de"),
            makePage(text: "much longer", language: "en"), makePage(text: "longest of all"),
        ])
        XCTAssertEqual(try language(of: record), .text("en"))
    }

    func testOfEquallyFrequentLanguagesTheFirstByNameIsTaken() throws {
        let record = makeRecord([
            makePage(text: "ab", language: "en"), makePage(text: "ab", language: "de"),
        ])
        XCTAssertEqual(try language(of: record), .text("de"))
    }

    func testDocumentWithoutTextHasNoLanguage() throws {
        XCTAssertNil(try language(of: makeRecord([makePage()])))
    }

    // MARK: - Layout

    func testBlocksAreBoundInOrderToTheirPages() throws {
        let json = try encode(
            makeRecord([
                makePage([.paragraph(text: "a")]),
                makePage([.table(Block.Table(rows: [])), .image(altText: nil)]),
            ]))
        let bindings = try XCTUnwrap(json["document"]?["layout"]?["bindings"]).elements
        XCTAssertEqual(
            bindings.map { $0["path"]?["segments"]?[0]?["block"] },
            [.integer(0), .integer(1), .integer(2)])
        XCTAssertEqual(
            bindings.map { $0["fragments"]?[0]?["page_number"] },
            [.integer(0), .integer(1), .integer(1)])
        XCTAssertEqual(bindings.map { $0["table"] != nil }, [false, true, false])
    }

    func testDefaultsAreTheSizeOfMostPages() throws {
        let record = makeRecord([
            makePage(width: 842, height: 595), makePage(width: 612, height: 792),
            makePage(width: 612, height: 792),
        ])
        let defaults = try encode(record)["document"]?["layout"]?["defaults"]
        XCTAssertEqual(defaults?["page_size"], .text("PAGE_SIZE_LETTER"))
        XCTAssertEqual(defaults?["orientation"], .text("ORIENTATION_PORTRAIT"))
    }

    /// Whatever order a dictionary has in this process.
    func testOfEquallyFrequentSizesTheSmallestIsTaken() throws {
        for heights in [[500.0, 600, 700, 800], [800, 700, 600, 500]] {
            let record = makeRecord(heights.map { makePage(width: 400, height: $0) })
            let dimensions = try encode(record)["document"]?["layout"]?["defaults"]?["dimensions"]
            XCTAssertEqual(dimensions?["height_mm"], .integer(176))
        }
    }

    func testDirectionFollowsTheLanguage() throws {
        let directions = [
            ("ar", "RTL"), ("he-IL", "RTL"), ("FA", "RTL"), ("en", "LTR"), ("arn", "LTR"),
        ]
        for (language, direction) in directions {
            var facts = DocumentFacts(version: "1.7", pageCount: 1)
            facts.language = language
            let json = try encode(makeRecord([makePage()], facts: facts))
            XCTAssertEqual(
                json["document"]?["layout"]?["defaults"]?["direction"],
                .text("DIRECTION_\(direction)"), language)
        }
    }

    func testFailedPageHasAPlaceAndAReasonAndNothingElse() throws {
        let json = try encode(makeRecord([makePage(), makePage(failure: "gone")]))
        XCTAssertEqual(RecordSchemaChecker.violations(in: json), [])
        XCTAssertEqual(
            json["document"]?["layout"]?["pages"]?[1], .object(["page_number": .integer(1)]))
        XCTAssertEqual(
            json["document"]?["record"]?["metadata"]?["attributes"]?["pages"]?[1],
            .object(["failure": .text("gone"), "page_number": .integer(1)]))
        let defaults = json["document"]?["layout"]?["defaults"]
        XCTAssertEqual(defaults?["page_size"], .text("PAGE_SIZE_A4"), "a failed page has no size")
    }

    func testRecordWithoutAPageThatHasASizeHasNoDefaultSize() throws {
        let json = try encode(makeRecord([makePage(failure: "gone")]))
        XCTAssertNil(json["document"]?["layout"]?["defaults"]?["page_size"])
    }

    // MARK: - Making records

    private func encode(_ record: Record) throws -> JSONValue {
        try JSONDecoder().decode(
            JSONValue.self, from: JSONEncoder().encode(RecordDocument(record)))
    }

    private func language(of record: Record) throws -> JSONValue? {
        try encode(record)["document"]?["record"]?["metadata"]?["language"]
    }

    private func makeRecord(_ pages: [RecordPage], facts: DocumentFacts? = nil) -> Record {
        let numbered = pages.enumerated().map { index, page in
            RecordPage(
                number: index, failure: page.failure, complaints: [], width: page.width,
                height: page.height, rotation: 0, label: nil, text: page.text,
                layout: page.layout, signals: page.signals, hash: nil, inkShare: nil,
                thumbnail: nil)
        }
        let version = Version(
            id: VersionID(), documentID: DocumentID(), number: 1, digest: SHA256.digest(of: [1]),
            byteCount: 1, fileName: "a.pdf", createdAt: .now(), state: .ready, reason: nil,
            recordID: "r", settledAt: .now())
        return Record(
            id: "r", version: version, revision: "1", finishedAt: .now(),
            facts: facts ?? DocumentFacts(version: "1.7", pageCount: pages.count),
            headingRanks: HeadingRanks(pages.map(\.layout.blocks)), pages: numbered)
    }

    private func makePage(
        _ contents: [Block.Content] = [], text: String = "", language: String? = nil,
        width: Double = 595, height: Double = 842, failure: String? = nil
    ) -> RecordPage {
        var signals = PageSignals()
        signals.language = language
        let blocks = contents.map { content in
            Block(content: content, box: Rectangle(x: 0, y: 0, width: 1, height: 0.5))
        }
        return RecordPage(
            number: 0, failure: failure, complaints: [], width: width, height: height, rotation: 0,
            label: nil, text: text, layout: PageLayout(words: [], blocks: blocks),
            signals: signals, hash: nil, inkShare: nil, thumbnail: nil)
    }
}
