/// What an entry page shows: its content, checked and fit to be drawn, less the lines that the
/// organization leaves out.
struct EntryPageText {
    struct Fact {
        let label: String
        let value: String
    }

    let organization: String?
    let title: String
    let description: String?
    let facts: [Fact]
    /// Lines of groups of eight digits.
    let digest: [String]
    /// How to check a copy; only beside a digest.
    let check: String?
    let recipient: String?
    /// The days on which the page was made and ends.
    let days: String?
    let address: String?
    let shownAddress: String?
    let mark: PageMark?

    init(
        _ content: EntryPageContent, look: EntryPageLook, wording: EntryPageWording,
        limits: DrawingLimits
    ) throws {
        func clean(_ line: EntryPageLook.Line?, _ text: String?) throws -> String? {
            guard line.map({ look.lines.contains($0) }) ?? true, let text else { return nil }
            let clean = try CleanText(text, limit: limits.maxTextLength)
            return clean.isEmpty ? nil : clean.text
        }
        organization = try clean(.organization, content.organization)
        title = try clean(nil, content.title) ?? "—"
        description = try clean(.description, content.description)
        let facts = [
            (wording.version, try clean(.version, content.version)),
            (wording.date, try clean(.date, content.date)),
            (wording.author, try clean(.author, content.author)),
            (wording.pages, try clean(.pageCount, content.pageCount.map { String($0) })),
            (wording.documentID, try clean(.documentID, content.documentID)),
        ]
        self.facts = facts.compactMap { label, value in
            value.map { Fact(label: label, value: $0) }
        }
        digest = Self.grouped(try clean(.digest, content.digest) ?? "")
        check = digest.isEmpty || !look.lines.contains(.check) ? nil : wording.check
        recipient = try clean(.recipient, content.recipient)
        days = Self.days(
            prepared: try clean(.recipient, content.preparedOn),
            validUntil: try clean(.validUntil, content.validUntil), wording,
            isBelowName: recipient != nil)
        address = try content.address.map(Self.checked)
        shownAddress = try clean(.address, content.shownAddress ?? content.address)
        mark = Self.mark(content, look)
    }

    /// Two lines of four groups of eight for 64 digits.
    private static func grouped(_ digits: String) -> [String] {
        let digits = Array(digits)
        let groups = stride(from: 0, to: digits.count, by: 8).map {
            String(digits[$0..<min($0 + 8, digits.count)])
        }
        return stride(from: 0, to: groups.count, by: 4).map {
            groups[$0..<min($0 + 4, groups.count)].joined(separator: " ")
        }
    }

    private static func days(
        prepared: String?, validUntil: String?, _ wording: EntryPageWording, isBelowName: Bool
    ) -> String? {
        let made = prepared.map {
            (isBelowName ? "" : wording.prepared + " ") + CleanText.isolated($0)
        }
        let end = validUntil.map { wording.validUntil + " " + CleanText.isolated($0) }
        let parts = [made, end].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: "  ·  ")
    }

    /// An address that can be opened, and that stands in a PDF as it is.
    private static func checked(_ address: String) throws -> String {
        let isPlain = address.utf8.allSatisfy { byte in
            (0x21...0x7E).contains(byte) && !"'\"\\<>".utf8.contains(byte)
        }
        guard isPlain, address.hasPrefix("https://") || address.hasPrefix("http://") else {
            throw DrawingError(
                code: .badAddress,
                message: "The address is no http address of printable ASCII; encode it.")
        }
        return address
    }

    private static func mark(_ content: EntryPageContent, _ look: EntryPageLook) -> PageMark? {
        guard look.lines.contains(.mark), !content.mark.isEmpty else { return nil }
        return PageMark(lines: content.mark, opacity: 0.14, color: .grey)
    }
}
