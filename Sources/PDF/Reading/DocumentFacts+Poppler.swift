import CPoppler

extension DocumentFacts {
    init(_ facts: cpoppler_facts, pageCount: Int) {
        self.init(
            version: "\(facts.version_major).\(facts.version_minor)", pageCount: pageCount)
        title = facts.title.string
        author = facts.author.string
        subject = facts.subject.string
        keywords = facts.keywords.string
        creator = facts.creator.string
        producer = facts.producer.string
        language = facts.language.string
        isEncrypted = facts.is_encrypted
        isTagged = facts.is_tagged
        isLinearized = facts.is_linearized
        hasForm = facts.has_form
        createdAt = facts.has_created ? Self.microseconds(facts.created) : nil
        modifiedAt = facts.has_modified ? Self.microseconds(facts.modified) : nil
        outline = UnsafeBufferPointer(start: facts.outline, count: facts.outline_count)
            .map(OutlineItem.init)
        complaints = ContentLoss.sentences(for: facts.complaints.strings)
    }

    private static func microseconds(_ seconds: Int64) -> Int64? {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        return overflow ? nil : product
    }
}

extension OutlineItem {
    fileprivate init(_ item: cpoppler_outline_item) {
        self.init(
            title: item.title.string ?? "", depth: Int(item.depth),
            page: item.page < 0 ? nil : Int(item.page))
    }
}
