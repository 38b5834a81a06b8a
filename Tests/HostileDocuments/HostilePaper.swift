/// A PDF under construction, of which nothing is checked: what is put in is what comes out.
struct HostilePaper {
    /// What the catalog has besides its pages.
    var catalogEntries = ""
    /// What the trailer has besides the root and the size.
    var trailerEntries = ""
    /// What stands for the number of pages, and for the pages themselves; nil is the truth.
    var declaredCount: String?
    var declaredKids: String?

    private var objects: [(number: Int, body: [UInt8])] = []
    private var pages: [Int] = []

    private static let catalog = 1
    private static let tree = 2
    /// Helvetica, as `/H` of every page.
    static let font = 3

    init() {
        set(Self.font, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    }

    /// The number that the next object gets.
    var nextNumber: Int { max(10, (objects.last?.number ?? 0) + 1) }

    @discardableResult
    mutating func add(_ body: String) -> Int {
        let number = nextNumber
        set(number, body)
        return number
    }

    @discardableResult
    mutating func add(stream data: [UInt8], _ entries: String = "") -> Int {
        let number = nextNumber
        objects.append((number, Self.stream(data, entries)))
        return number
    }

    @discardableResult
    mutating func add(stream text: String, _ entries: String = "") -> Int {
        add(stream: Array(text.utf8), entries)
    }

    mutating func set(_ number: Int, _ body: String) {
        objects.append((number, Array(body.utf8)))
    }

    /// A stream with a filter that was applied already.
    @discardableResult
    mutating func add(flate data: [UInt8], _ entries: String = "") -> Int {
        add(stream: data, "/Filter /FlateDecode \(entries)")
    }

    // MARK: - Pages

    /// A page with a sentence that can be found again, so many points above its lower edge.
    mutating func addSoundPage(_ sentence: String, at height: Int = 700) {
        addPage(content: "BT /H 12 Tf 72 \(height) Td (\(sentence)) Tj ET")
    }

    @discardableResult
    mutating func addPage(
        content: String, resources: String = "", entries: String = Self.paperSize
    ) -> Int {
        addPage(contents: "\(add(stream: content)) 0 R", resources: resources, entries: entries)
    }

    @discardableResult
    mutating func addPage(
        contents: String, resources: String = "", entries: String = Self.paperSize
    ) -> Int {
        let page = add(
            "<< /Type /Page /Parent \(Self.tree) 0 R /Contents \(contents) \(entries) "
                + "/Resources << /Font << /H \(Self.font) 0 R >> \(resources) >> >>")
        pages.append(page)
        return page
    }

    static let paperSize = "/MediaBox [0 0 595 842]"

    // MARK: - Bytes

    /// With a table of all objects.
    func makeBytes() -> [UInt8] {
        var bytes = Array("%PDF-1.7\n%\u{e2}\u{e3}\n".utf8)
        var offsets: [(number: Int, offset: Int)] = []
        for (number, body) in structure + objects {
            offsets.append((number, bytes.count))
            bytes += "\(number) 0 obj\n".utf8
            bytes += body
            bytes += "\nendobj\n".utf8
        }
        let table = bytes.count
        bytes += Self.table(offsets).utf8
        bytes += "trailer\n<< /Root 1 0 R /Size \(nextNumber) \(trailerEntries) >>\n".utf8
        bytes += "startxref\n\(table)\n%%EOF\n".utf8
        return bytes
    }

    private var structure: [(number: Int, body: [UInt8])] {
        let kids = declaredKids ?? pages.map { "\($0) 0 R" }.joined(separator: " ")
        let tree = "<< /Type /Pages /Kids [\(kids)] /Count \(declaredCount ?? "\(pages.count)") >>"
        let catalog = "<< /Type /Catalog /Pages \(Self.tree) 0 R \(catalogEntries) >>"
        return [(Self.catalog, Array(catalog.utf8)), (Self.tree, Array(tree.utf8))]
    }

    private static func table(_ offsets: [(number: Int, offset: Int)]) -> String {
        var text = "xref\n0 1\n0000000000 65535 f \n"
        for (number, offset) in offsets {
            let digits = String(offset)
            let padding = String(repeating: "0", count: 10 - digits.count)
            text += "\(number) 1\n\(padding)\(digits) 00000 n \n"
        }
        return text
    }

    private static func stream(_ data: [UInt8], _ entries: String) -> [UInt8] {
        Array("<< /Length \(data.count) \(entries) >>\nstream\n".utf8) + data
            + Array("\nendstream".utf8)
    }
}
