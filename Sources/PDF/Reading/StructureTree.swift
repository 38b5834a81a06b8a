import CPoppler

/// A document's structure tree as a list in pre-order, from which the part that
/// concerns one page is cut without walking the rest.
struct StructureTree {
    enum Entry {
        /// Its children are those that name it as parent.
        case element(StructureNode)
        case markedContent(page: Int, identifier: Int)
    }

    private var entries: [Entry] = []
    /// The index of each entry's parent; -1 at the top.
    private var parents: [Int] = []
    /// For each page, its content and the empty cells of its table rows.
    private var leaves: [Int: [Int]] = [:]

    init(_ structure: cpoppler_structure) {
        var open: [Int] = []
        for entry in UnsafeBufferPointer(start: structure.entries, count: structure.count) {
            open.removeLast(max(0, open.count - Int(entry.depth)))
            parents.append(open.last ?? -1)
            open.append(entries.count)
            append(Entry(entry))
        }
        addEmptyCells()
    }

    /// The whole tree; `nil` where there is none.
    var root: StructureNode? {
        tree(of: Array(entries.indices))
    }

    /// The elements with content on a page (from 0), and only that content;
    /// `nil` where the page has none. Empty table cells stay in their rows.
    func root(ofPage page: Int) -> StructureNode? {
        guard let leaves = leaves[page] else { return nil }
        var kept: Set<Int> = []
        for leaf in leaves {
            var index = leaf
            while index >= 0, kept.insert(index).inserted {
                index = parents[index]
            }
        }
        return tree(of: kept.sorted())
    }

    private mutating func append(_ entry: Entry) {
        if case .markedContent(let page, _) = entry {
            leaves[page, default: []].append(entries.count)
        }
        entries.append(entry)
    }

    /// A cell without content belongs to the pages of its row.
    private mutating func addEmptyCells() {
        var hasContent = [Bool](repeating: false, count: entries.count)
        var rowPages: [Int: Set<Int>] = [:]
        for (page, leaves) in leaves {
            for leaf in leaves {
                var index = leaf
                while index >= 0 {
                    hasContent[index] = true
                    if isElement(index, .tableRow) {
                        rowPages[index, default: []].insert(page)
                    }
                    index = parents[index]
                }
            }
        }
        for index in entries.indices where !hasContent[index] && isCell(index) {
            for page in rowPages[parents[index]] ?? [] {
                leaves[page]?.append(index)
            }
        }
    }

    private func isElement(_ index: Int, _ role: StructureNode.Role) -> Bool {
        guard case .element(let node) = entries[index] else { return false }
        return node.role == role
    }

    private func isCell(_ index: Int) -> Bool {
        isElement(index, .tableCell) || isElement(index, .tableHeader)
    }

    /// `kept` is sorted and holds the parents of all it holds.
    private func tree(of kept: [Int]) -> StructureNode? {
        var built: [Int: [StructureNode.Child]] = [:]
        // Children come after their parents, so backwards they are complete first.
        for index in kept.reversed() {
            let child: StructureNode.Child
            switch entries[index] {
            case .element(var node):
                node.children = (built.removeValue(forKey: index) ?? []).reversed()
                child = .node(node)
            case .markedContent(let page, let identifier):
                child = .markedContent(page: page, identifier: identifier)
            }
            built[parents[index], default: []].append(child)
        }
        return Self.join(built[-1]?.reversed() ?? [])
    }

    /// The tree's only element, or a grouping over what stands at the top.
    private static func join(_ top: [StructureNode.Child]) -> StructureNode? {
        if top.isEmpty { return nil }
        if top.count == 1, case .node(let node) = top[0] { return node }
        return StructureNode(role: .grouping, children: top)
    }
}

extension StructureTree.Entry {
    fileprivate init(_ entry: cpoppler_structure_entry) {
        if entry.role == CPOPPLER_MARKED_CONTENT {
            self = .markedContent(page: Int(entry.page), identifier: Int(entry.marked_content))
            return
        }
        self = .element(
            StructureNode(
                role: StructureNode.Role(entry.role, level: Int(entry.heading_level)),
                altText: entry.alt_text.string, actualText: entry.actual_text.string,
                rowSpan: Int(entry.row_span), columnSpan: Int(entry.column_span),
                isOrderedList: entry.is_ordered_list))
    }
}
