import PDF
import StoreTestSupport
import XCTest

@testable import Ingest

/// What records of the sample documents hold.
class RecordContentTests: StoreTestCase {
    // MARK: - Structure

    func testContractHasItsHeadings() throws {
        let headings = try blocks("contract-tagged").compactMap { block -> String? in
            guard case .heading(let level, let text) = block.content else { return nil }
            return "\(level ?? 0) \(text)"
        }
        XCTAssertEqual(
            headings,
            [
                "1 Deposit Agreement", "1 Article 1: What is deposited",
                "1 Article 2: How it is kept",
                "1 Article 3: Who may read it", "1 Article 4: Lending and return",
                "1 Article 5: Costs", "1 Article 6: Pictures and their use",
                "1 Article 7: Term and quarrels", "1 Signatures", "1 Schedule A: The Deposit",
                "1 Schedule B: Where it stands",
            ])
    }

    func testContractHasItsClausesWithSubclauses() throws {
        let lists = try blocks("contract-tagged").compactMap { block -> Block.List? in
            guard case .list(let list) = block.content else { return nil }
            return list
        }
        let first = try XCTUnwrap(lists.first)
        XCTAssertTrue(first.isOrdered)
        XCTAssertEqual(first.items.count, 4)
        XCTAssertTrue(first.items[0].text.hasPrefix("The Depositor hands over the papers"))
        let subclauses = try XCTUnwrap(first.items[1].subList.first)
        XCTAssertEqual(subclauses.items.count, 4)
        XCTAssertEqual(
            subclauses.items[0].text, "minute books and share registers from 1908 to 1994;")
    }

    func testContractHasItsSchedule() throws {
        let tables = try blocks("contract-tagged").compactMap { block -> Block.Table? in
            guard case .table(let table) = block.content else { return nil }
            return table
        }
        let schedule = try XCTUnwrap(tables.last)
        XCTAssertEqual(schedule.rows.first?.cells.allSatisfy(\.isHeader), true)
        XCTAssertEqual(schedule.rows.first?.cells.first?.text, "Series")
        XCTAssertEqual(
            schedule.rows.dropFirst().flatMap(\.cells).contains(where: \.isHeader), false)
    }

    func testContractHasItsPlanDescribed() throws {
        let descriptions = try blocks("contract-tagged").compactMap { block -> String? in
            guard case .image(let altText) = block.content else { return nil }
            return altText
        }
        XCTAssertEqual(descriptions.count, 1)
        XCTAssertTrue(descriptions[0].hasPrefix("Plan of the north store"))
    }

    func testInvoiceHasItsItemsInCells() throws {
        let tables = try blocks("invoice-2026-0417").compactMap { block -> Block.Table? in
            guard case .table(let table) = block.content else { return nil }
            return table
        }
        let items = try XCTUnwrap(tables.last)
        let header = items.rows.first?.cells.map(\.text) ?? []
        XCTAssertEqual(Array(header.prefix(2)), ["Pos.", "Description"])
        XCTAssertEqual(Set(items.rows.map(\.cells.count)).count, 1)
        XCTAssertTrue(items.rows.contains { $0.cells.map(\.text).contains("2,724.96") })
    }

    func testHeadingsOfUntaggedDocumentsAreRankedOverAllPages() throws {
        let record = try sampleLibrary().record("notice-chinese-japanese-korean")
        let levels = record.pages.compactMap { page -> Int? in
            guard let first = page.layout.blocks.first,
                case .heading(let level, _) = record.headingRanks.ranking(first).content
            else { return nil }
            return level
        }
        XCTAssertEqual(levels, [1, 1, 1])
    }

    // MARK: - Text

    func testColumnsAreReadOneAfterTheOther() throws {
        let text = try sampleLibrary().record("article-two-columns").pages[0].text
        let lines = text.split(separator: "\n")
        XCTAssertGreaterThan(lines.count, 40)
        XCTAssertTrue(lines.allSatisfy { $0.count < 130 }, "two columns on one line")
    }

    func testChineseJapaneseAndKoreanAreInLogicalOrder() throws {
        let pages = try sampleLibrary().record("notice-chinese-japanese-korean").pages
        XCTAssertTrue(pages[0].text.contains("请使用铅笔"))
        XCTAssertTrue(pages[1].text.contains("鉛筆をお使いください"))
        XCTAssertTrue(pages[2].text.contains("연필만 사용해 주십시오"))
    }

    func testArabicAndHebrewAreInLogicalOrder() throws {
        let pages = try sampleLibrary().record("letter-right-to-left").pages
        XCTAssertTrue(pages[0].text.contains("أرشيف مدينة ويندلهافن"))
        XCTAssertTrue(pages[1].text.contains("ארכיון"))
        XCTAssertTrue(pages[0].text.contains("Old Customs House"))
    }

    func testManyScriptsAreThere() throws {
        let text = try sampleLibrary().record("scripts-many").pages.map(\.text).joined()
        for script in [0x03b1, 0x0436, 0x0915, 0x0e01, 0x10d0, 0x0561, 0x01b0, 0x0142, 0x00fe] {
            XCTAssertTrue(
                text.unicodeScalars.contains { Int($0.value) == script }, String(script, radix: 16))
        }
    }

    // MARK: - Languages and facts

    func testLanguageOfEachPageIsFound() throws {
        let library = try sampleLibrary()
        XCTAssertEqual(
            try library.record("notice-chinese-japanese-korean").pages.map(\.signals.language),
            ["zh", "ja", "ko"])
        XCTAssertEqual(
            try library.record("letter-right-to-left").pages.map(\.signals.language),
            ["ar", "he"])
    }

    func testFactsAreThoseOfTheDocument() throws {
        let facts = try sampleLibrary().record("contract-tagged").facts
        XCTAssertEqual(facts.language, "en-US")
        XCTAssertTrue(facts.isTagged)
        XCTAssertFalse(facts.isEncrypted)
        XCTAssertEqual(facts.version, "1.6")
        XCTAssertEqual(
            facts.title,
            "Deposit Agreement between the Lamplighter Row Housing Cooperative and the Records "
                + "Office")
    }

    func testFormsAndLocksAreNoticed() throws {
        let library = try sampleLibrary()
        XCTAssertTrue(try library.record("form-registration").facts.hasForm)
        XCTAssertTrue(try library.record("encrypted-owner-password").facts.isEncrypted)
    }

    func testOutlineKeepsLevelsAndPages() throws {
        let outline = try sampleLibrary().record("slides-outline").facts.outline
        XCTAssertEqual(Set(outline.map(\.depth)), [0, 1])
        XCTAssertEqual(outline.compactMap(\.page), outline.compactMap(\.page).sorted())
        XCTAssertTrue(outline.allSatisfy { (0..<8).contains($0.page ?? -1) })
    }

    private func blocks(_ name: String) throws -> [Block] {
        try sampleLibrary().record(name).pages.flatMap(\.layout.blocks)
    }
}
