/// PDFs of a test's own: objects one after another, which readers find without a table.
struct PlainPDF {
    private var objects: [String]
    private let pageCount: Int

    /// Pages 200 by 400 points with these contents, which may draw the form `/F` and have
    /// the font `/H`.
    init(pages: [String], form: String = "", pageEntries: String = "", catalog: String = "") {
        pageCount = pages.count
        let kids = pages.indices.map { "\(10 + 2 * $0) 0 R" }.joined(separator: " ")
        objects = [
            "1 0 obj << /Type /Catalog /Pages 2 0 R \(catalog) >> endobj",
            "2 0 obj << /Type /Pages /Kids [\(kids)] /Count \(pageCount) "
                + "/Resources << /XObject << /F 4 0 R >> /Font << /H 3 0 R >> >> >> endobj",
            "3 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj",
            Self.stream(4, "/Type /XObject /Subtype /Form /BBox [0 0 200 400]", form),
        ]
        for (index, content) in pages.enumerated() {
            objects.append(
                "\(10 + 2 * index) 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 200 400] "
                    + "/Contents \(11 + 2 * index) 0 R \(pageEntries) >> endobj")
            objects.append(Self.stream(11 + 2 * index, "", content))
        }
    }

    /// Adds an object with a number from 1,000 on.
    mutating func add(_ number: Int, _ body: String) {
        objects.append("\(number) 0 obj \(body) endobj")
    }

    mutating func addStream(_ number: Int, _ entries: String, _ content: String) {
        objects.append(Self.stream(number, entries, content))
    }

    var bytes: [UInt8] {
        Array(
            ("%PDF-1.7\n" + objects.joined(separator: "\n")
                + "\ntrailer << /Root 1 0 R /Size 5000 >>\n%%EOF\n").utf8)
    }

    /// A line of text.
    static func text(_ words: String) -> String { "BT /H 12 Tf 20 300 Td (\(words)) Tj ET" }

    /// Three pages of which drawing the second one never ends: forms that draw the next one
    /// many times, forty deep.
    static var endless: PlainPDF {
        var pdf = PlainPDF(
            pages: [text("first"), "/F Do", text("third")], form: "/G Do /G Do")
        pdf.replaceForm(resources: "/XObject << /G 1000 0 R >>")
        for depth in 0..<40 {
            pdf.addStream(
                1_000 + depth,
                "/Type /XObject /Subtype /Form /BBox [0 0 200 400] "
                    + "/Resources << /XObject << /G \(1_001 + depth) 0 R >> >>",
                "/G Do /G Do /G Do /G Do")
        }
        return pdf
    }

    private mutating func replaceForm(resources: String) {
        objects[3] = Self.stream(
            4,
            "/Type /XObject /Subtype /Form /BBox [0 0 200 400] /Resources << \(resources) >>",
            "/G Do /G Do")
    }

    private static func stream(_ number: Int, _ entries: String, _ content: String) -> String {
        "\(number) 0 obj << \(entries) /Length \(content.utf8.count) >>\nstream\n\(content)\n"
            + "endstream endobj"
    }
}
