extension StructureReading {
    /// Items on their way to a list, with what they were read from.
    private struct ItemCollection {
        var items: [Block.List.Item] = []
        var words: [Int] = []
        var labels: [String] = []
        /// Elements in items that are no text, to be added after the list.
        var nested: [StructureNode] = []
        var captions: [StructureNode] = []
    }

    /// Adds a list or a table of contents, what it nests included.
    mutating func addList(_ node: StructureNode, depth: Int) {
        var collection = ItemCollection()
        collect(node, depth: depth, into: &collection)
        addNested(collection.captions, depth: depth)
        add(.list(list(of: collection, node: node)), showing: collection.words)
        addNested(collection.nested, depth: depth)
    }

    private func list(of collection: ItemCollection, node: StructureNode) -> Block.List {
        // "1" is a label of the tree as good as "1.".
        let kinds = collection.labels.compactMap { (ListMarker($0) ?? ListMarker($0 + "."))?.kind }
        let ordinals = kinds.count(where: \.isOrdinal)
        let first = kinds.first(where: \.isOrdinal)
        return Block.List(
            isOrdered: node.isOrderedList || ordinals * 2 > collection.items.count,
            start: first?.number ?? 1, items: collection.items)
    }

    private mutating func collect(
        _ node: StructureNode, depth: Int, into collection: inout ItemCollection
    ) {
        guard depth < Self.maxDepth else { return }
        for case .node(let child) in node.children {
            switch child.role {
            case .caption: collection.captions.append(child)
            case .artifact: _ = claim(child, depth: depth + 1)
            case .list, .tableOfContents: addSubList(child, depth: depth + 1, to: &collection)
            case .grouping: collect(child, depth: depth + 1, into: &collection)
            case .figure, .note, .table: collection.nested.append(child)
            default: addItem(child, depth: depth + 1, to: &collection)
            }
        }
    }

    private mutating func addItem(
        _ node: StructureNode, depth: Int, to collection: inout ItemCollection
    ) {
        let gathered = gather(node, depth: depth)
        let (text, label) = textAndLabel(of: gathered)
        if !gathered.words.isEmpty || !gathered.label.isEmpty {
            collection.items.append(Block.List.Item(text: text))
            collection.words += gathered.label + gathered.words
            label.map { collection.labels.append($0) }
        }
        for child in gathered.nested {
            if child.role == .list || child.role == .tableOfContents {
                addSubList(child, depth: depth + 1, to: &collection)
            } else {
                collection.nested.append(child)
            }
        }
    }

    /// The text without its label, whether the tree or only the text names it.
    /// An item with nothing but a label keeps it as its text, and so does one
    /// with a term for a label.
    private func textAndLabel(of gathered: GatheredText) -> (text: String, label: String?) {
        let text = gathered.text(of: words)
        if !gathered.label.isEmpty {
            let label = TextJoining.text(of: gathered.label, in: words)
            if gathered.words.isEmpty { return (label, nil) }
            return isMarker(label) ? (text, label) : (label + " " + text, nil)
        }
        guard let first = text.split(separator: " ", maxSplits: 1).first, first.count < text.count,
            let marker = ListMarker(String(first)), marker.rest.isEmpty,
            marker.kind.isOrdinal || first != "o"
        else { return (text, nil) }
        return (String(text.dropFirst(first.count + 1)), String(first))
    }

    /// Whether a label is a bullet or a number rather than a term with letters.
    private func isMarker(_ label: String) -> Bool {
        ListMarker(label)?.rest.isEmpty == true
            || !label.unicodeScalars.contains(where: \.isLetter)
    }

    /// Adds a nested list to the latest item, or its items where there is none.
    private mutating func addSubList(
        _ node: StructureNode, depth: Int, to collection: inout ItemCollection
    ) {
        var below = ItemCollection()
        collect(node, depth: depth, into: &below)
        collection.words += below.words
        collection.nested += below.captions + below.nested
        guard !below.items.isEmpty else { return }
        guard let parent = collection.items.indices.last else {
            collection.items = below.items
            collection.labels += below.labels
            return
        }
        let list = list(of: below, node: node)
        if collection.items[parent].subList.isEmpty {
            collection.items[parent].subList = [list]
        } else {
            collection.items[parent].subList[0].items += list.items
        }
    }
}
