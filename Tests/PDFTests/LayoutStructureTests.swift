import PDF
import XCTest

final class LayoutStructureTests: XCTestCase {
    /// A page of lines, each under its index as identifier.
    private func makePage(_ lines: [String]) -> LayoutPageMaker {
        var page = LayoutPageMaker()
        for (index, text) in lines.enumerated() {
            page.newBlock()
            page.line(text, x: 50, y: 50 + 30 * Double(index), mark: index)
        }
        return page
    }

    private func node(
        _ role: StructureNode.Role, _ children: StructureNode.Child..., alt: String? = nil,
        actual: String? = nil
    ) -> StructureNode {
        StructureNode(role: role, altText: alt, actualText: actual, children: children)
    }

    private func mark(_ identifier: Int) -> StructureNode.Child {
        .markedContent(page: 0, identifier: identifier)
    }

    private func outlines(
        _ page: LayoutPageMaker, _ tree: StructureNode, images: [PageImage] = []
    ) -> [String] {
        page.blocks(images: images, structure: tree).map(\.outline)
    }

    func testHeadingsAndParagraphsFollowTheTree() {
        let tree = node(
            .grouping, .node(node(.paragraph, mark(1))), .node(node(.heading(2), mark(0))))
        XCTAssertEqual(outlines(makePage(["Title", "text"]), tree), ["P text", "H2 Title"])
    }

    func testPlainHeadingHasItsDepth() {
        let tree = node(
            .grouping,
            .node(
                node(
                    .grouping, .node(node(.heading(0), mark(0))),
                    .node(node(.grouping, .node(node(.heading(0), mark(1))))))))
        XCTAssertEqual(outlines(makePage(["One", "Two"]), tree), ["H1 One", "H2 Two"])
    }

    func testInlineElementsMerge() {
        let tree = node(
            .grouping,
            .node(
                node(.paragraph, mark(0), .node(node(.inline, mark(1))), mark(2))))
        XCTAssertEqual(
            outlines(makePage(["see", "this link", "now"]), tree), ["P see this link now"])
    }

    func testActualTextReplaces() {
        let tree = node(
            .grouping,
            .node(
                node(.paragraph, mark(0), .node(node(.inline, mark(1), actual: "office")))))
        XCTAssertEqual(outlines(makePage(["the", "o ce"]), tree), ["P the office"])
    }

    func testNestedListsLoseTheirLabels() {
        func item(_ label: Int, _ body: Int, _ more: StructureNode.Child...) -> StructureNode {
            let body = StructureNode(role: .listBody, children: [mark(body)] + more)
            return node(.listItem, .node(node(.label, mark(label))), .node(body))
        }
        let inner = node(.list, .node(item(2, 3)))
        let tree = node(.grouping, .node(node(.list, .node(item(0, 1, .node(inner))))))
        XCTAssertEqual(
            outlines(makePage(["1.", "one", "•", "inside"]), tree), ["O1(one U(inside))"])
    }

    func testLabelsWithoutAnElementAreStrippedToo() {
        let tree = node(
            .grouping,
            .node(
                node(
                    .list, .node(node(.listItem, mark(0))), .node(node(.listItem, mark(1))))))
        XCTAssertEqual(outlines(makePage(["2. two", "3. three"]), tree), ["O2(two; three)"])
    }

    func testTermsAsLabelsAreKept() {
        let tree = node(
            .grouping,
            .node(
                node(
                    .list,
                    .node(
                        node(
                            .listItem, .node(node(.label, mark(0))),
                            .node(node(.listBody, mark(1))))))))
        XCTAssertEqual(outlines(makePage(["Lease", "a term"]), tree), ["U(Lease a term)"])
    }

    func testTableKeepsHeadersAndSpans() {
        var head = node(.tableHeader, mark(0))
        head.columnSpan = 2
        let tree = node(
            .grouping,
            .node(
                node(
                    .table, .node(node(.caption, mark(3))),
                    .node(node(.tableSection, .node(node(.tableRow, .node(head))))),
                    .node(
                        node(
                            .tableRow, .node(node(.tableCell, mark(1))),
                            .node(node(.tableCell, .node(node(.paragraph, mark(2))))))))))
        XCTAssertEqual(
            outlines(makePage(["Head", "a", "b", "Caption"]), tree),
            ["P Caption", "T #Head<2 / a|b"])
    }

    func testFigureHasItsBoxAndAltText() {
        let tree = node(
            .grouping, .node(node(.figure, mark(9), alt: "a cat")),
            .node(node(.paragraph, mark(0))))
        let image = PageImage(
            box: Rectangle(x: 50, y: 10, width: 90, height: 30), markedContent: 9)
        let blocks = makePage(["text"]).blocks(images: [image], structure: tree)
        XCTAssertEqual(blocks.map(\.outline), ["I a cat", "P text"])
        XCTAssertEqual(blocks[0].box, image.box)
    }

    func testFigureAnchoredToThePageIsReadWhereItStands() {
        let tree = node(
            .grouping, .node(node(.figure, mark(9), alt: "a plan")),
            .node(node(.paragraph, mark(0))), .node(node(.heading(1), mark(1))),
            .node(node(.paragraph, mark(2))))
        var page = makePage(["text", "Plan"])
        page.newBlock()
        page.line("caption", x: 50, y: 300, mark: 2)
        let image = PageImage(
            box: Rectangle(x: 50, y: 150, width: 90, height: 80), markedContent: 9)
        XCTAssertEqual(
            outlines(page, tree, images: [image]), ["P text", "H1 Plan", "I a plan", "P caption"])
    }

    func testLettersInFigureAreKept() {
        let tree = node(
            .grouping, .node(node(.figure, mark(0), alt: "a chart")),
            .node(node(.paragraph, mark(1))))
        XCTAssertEqual(
            outlines(makePage(["axis", "text"]), tree), ["I a chart", "P axis", "P text"])
    }

    func testQuoteCodeAndNote() {
        let tree = node(
            .grouping, .node(node(.blockQuote, .node(node(.paragraph, mark(0))))),
            .node(node(.code, mark(1), mark(2))),
            .node(
                node(
                    .paragraph, mark(3),
                    .node(node(.note, .node(node(.label, mark(4))), mark(5))))))
        var page = makePage(["said", "let a", "let b", "text", "1", "a note"])
        for index in page.words.indices where page.words[index].text == "b" {
            page.words[index].box.x += 1
        }
        XCTAssertEqual(
            outlines(page, tree),
            ["Q said", "C let a\n\nlet b", "P text", "N[1] a note"])
    }

    func testArtifactsAreLeftOut() {
        let tree = node(
            .grouping, .node(node(.artifact, mark(0))), .node(node(.paragraph, mark(1))))
        XCTAssertEqual(outlines(makePage(["header", "text"]), tree), ["P text"])
    }

    func testUnclaimedWordsComeInAtTheirPlace() {
        let tree = node(
            .grouping, .node(node(.paragraph, mark(0))), .node(node(.paragraph, mark(2))))
        XCTAssertEqual(
            outlines(makePage(["first", "forgotten", "last"]), tree),
            ["P first", "P forgotten", "P last"])
    }

    func testTreeThatKnowsLittleIsIgnored() {
        let tree = node(.grouping, .node(node(.heading(1), mark(0))))
        XCTAssertEqual(
            outlines(makePage(["one", "two", "three"]), tree), ["P one", "P two", "P three"])
    }

    func testContentNamedTwiceIsReadOnce() {
        let tree = node(
            .grouping, .node(node(.paragraph, mark(0))), .node(node(.paragraph, mark(0))))
        XCTAssertEqual(outlines(makePage(["once"]), tree), ["P once"])
    }

    func testContentsBecomeList() {
        let tree = node(
            .grouping,
            .node(
                node(
                    .tableOfContents, .node(node(.tableOfContentsItem, mark(0))),
                    .node(
                        node(
                            .tableOfContents, .node(node(.tableOfContentsItem, mark(1))))))))
        XCTAssertEqual(outlines(makePage(["Part", "Chapter"]), tree), ["U(Part U(Chapter))"])
    }

    func testTextBelowTheDeepestLevelIsKept() {
        var deep = node(.paragraph, mark(0))
        for _ in 0..<300 { deep = node(.grouping, .node(deep)) }
        XCTAssertEqual(outlines(makePage(["deep"]), deep), ["P deep"])
    }
}
