import PDF
import XCTest

final class StructureTests: XCTestCase {
    func testTreeHoldsRolesTextsAndContent() throws {
        let document = try makeDocument(
            """
            << /S /Document /K [
            << /S /Chapter /Pg PAGE0 /K 0 >>
            << /S /Figure /Alt (A cat) /Pg PAGE1 /K << /Type /MCR /MCID 1 >> >>
            << /S /L /A << /O /List /ListNumbering /Decimal >> >>
            << /S /Unheard >> ] >>
            """)
        XCTAssertTrue(document.facts.isTagged)
        XCTAssertEqual(
            document.structure,
            StructureNode(
                role: .grouping,
                children: [
                    .node(
                        StructureNode(
                            role: .heading(2),
                            children: [.markedContent(page: 0, identifier: 0)])),
                    .node(
                        StructureNode(
                            role: .figure, altText: "A cat",
                            children: [.markedContent(page: 1, identifier: 1)])),
                    .node(StructureNode(role: .list, isOrderedList: true)),
                    .node(StructureNode(role: .grouping)),
                ]))
    }

    func testPageGetsItsOwnContentOnly() throws {
        let document = try makeDocument(
            """
            << /S /Sect /K [ << /S /P /Pg PAGE0 /K [0 << /Type /MCR /Pg PAGE1 /MCID 5 >>] >>
            << /S /P /Pg PAGE0 /K 1 >> ] >>
            """)
        let paragraph = StructureNode(
            role: .paragraph, children: [.markedContent(page: 1, identifier: 5)])
        XCTAssertEqual(
            document.structure(ofPage: 1),
            StructureNode(role: .grouping, children: [.node(paragraph)]))
    }

    func testEmptyCellStaysInItsRow() throws {
        let document = try makeDocument(
            """
            << /S /TR /K [ << /S /TD >> << /S /TH /A [<< /O /Table /ColSpan 2 >> 0]
            /Pg PAGE0 /K 3 >> << /S /TD /A << /RowSpan -4 >> >> ] >>
            """)
        let row = try XCTUnwrap(document.structure(ofPage: 0))
        let header = StructureNode(
            role: .tableHeader, columnSpan: 2, children: [.markedContent(page: 0, identifier: 3)])
        let empty = StructureNode.Child.node(StructureNode(role: .tableCell))
        XCTAssertEqual(row.children, [empty, .node(header), empty])
        XCTAssertNil(document.structure(ofPage: 1))
    }

    func testContentOfFormCarriesItsNumber() throws {
        let document = try makeDocument(
            "<< /S /P /Pg PAGE0 /K << /Type /MCR /MCID 2 /Stm 3 0 R >> >>")
        XCTAssertEqual(
            document.structure?.children, [.markedContent(page: 0, identifier: 3 << 24 | 2)])
    }

    func testCycleEnds() throws {
        var maker = makeTwoPages()
        let element = maker.nextObject
        maker.add("<< /S /Sect /Pg 6 0 R /K [0 \(element) 0 R] >>")
        maker.catalog =
            "/MarkInfo << /Marked true >> /StructTreeRoot << /K \(element) 0 R >>"
        let document = try maker.makeDocument()
        XCTAssertEqual(
            document.structure?.children, [.markedContent(page: 0, identifier: 0)])
    }

    func testDeepTreeIsCut() throws {
        let depth = 2_000
        let open = String(repeating: "<< /S /Div /K ", count: depth)
        let document = try makeDocument(open + "0" + String(repeating: " >>", count: depth))
        XCTAssertLessThanOrEqual(document.structure.map(levels) ?? 0, 100)
    }

    func testNodesStopAtTheLimit() throws {
        var limits = ReadingLimits()
        limits.maxStructureNodes = 10
        let kids = String(repeating: "<< /S /P >> ", count: 50)
        let document = try makeDocument("<< /S /Sect /K [ \(kids) ] >>", limits: limits)
        XCTAssertEqual(document.structure?.children.count, 9)
    }

    func testUntaggedDocumentHasNoStructure() throws {
        XCTAssertNil(try makeTwoPages().makeDocument().structure)
    }

    private func levels(_ node: StructureNode) -> Int {
        let below = node.children.map { child -> Int in
            if case .node(let node) = child { levels(node) } else { 0 }
        }
        return 1 + (below.max() ?? 0)
    }

    /// `PAGE0` and `PAGE1` stand for the pages in `tree`; `Chapter` is a heading
    /// of level 2.
    private func makeDocument(
        _ tree: String, limits: ReadingLimits = ReadingLimits()
    ) throws -> PDFDocument {
        var maker = makeTwoPages()
        let root = maker.add(
            tree.replacing("PAGE0", with: "6 0 R").replacing("PAGE1", with: "8 0 R"))
        maker.catalog = """
            /MarkInfo << /Marked true >>
            /StructTreeRoot << /K \(root) 0 R /RoleMap << /Chapter /Part2 /Part2 /H2 >> >>
            """
        return try maker.makeDocument(limits: limits)
    }

    /// The pages are objects 6 and 8.
    private func makeTwoPages() -> PDFMaker {
        var maker = PDFMaker()
        maker.addPage(.init(content: ""))
        maker.addPage(.init(content: ""))
        return maker
    }
}
