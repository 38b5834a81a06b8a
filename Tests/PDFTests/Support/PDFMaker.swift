import PDF

/// Writes small PDFs for tests: objects, pages, a cross-reference table.
struct PDFMaker {
    /// A page's entries besides `/Type`, `/Parent` and `/Contents`.
    struct Page {
        var mediaBox = "[0 0 200 400]"
        var extra = ""
        /// Instead of the font and the pictures.
        var resources: String?
        /// Names a font `/F1` (Helvetica) and the pictures of `images` as `/Im0`, `/Im1` …
        var content: String
        var images: [Int] = []
    }

    private var objects: [[UInt8]] = []
    private var pages: [Int] = []
    /// Entries of the catalog besides `/Type` and `/Pages`.
    var catalog = ""
    /// Entries of the information dictionary, such as `/Title (A)`.
    var info = ""

    init() {
        // The catalog, the page tree, the font and the information dictionary.
        objects = Array(repeating: [], count: 4)
        objects[2] = Array("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".utf8)
    }

    /// The number that the next object will have.
    var nextObject: Int { objects.count + 1 }

    /// Adds an object and returns its number.
    @discardableResult
    mutating func add(_ body: String) -> Int {
        objects.append(Array(body.utf8))
        return objects.count
    }

    /// Adds a stream with these further dictionary entries.
    @discardableResult
    mutating func addStream(_ entries: String, _ data: [UInt8]) -> Int {
        let head = "<< \(entries) /Length \(data.count) >>\nstream\n"
        objects.append(Array(head.utf8) + data + Array("\nendstream".utf8))
        return objects.count
    }

    /// Adds a picture of `width` by `height` pixels of packed RGB.
    mutating func addImage(width: Int, height: Int, pixels: [UInt8]) -> Int {
        addStream(
            "/Type /XObject /Subtype /Image /Width \(width) /Height \(height) "
                + "/ColorSpace /DeviceRGB /BitsPerComponent 8", pixels)
    }

    /// Adds a page and returns the number of its object.
    @discardableResult
    mutating func addPage(_ page: Page) -> Int {
        let content = addStream("", Array(page.content.utf8))
        let names = page.images.enumerated().map { "/Im\($0.offset) \($0.element) 0 R" }
        let resources = "/Font << /F1 3 0 R >> /XObject << \(names.joined(separator: " ")) >>"
        let number = add(
            """
            << /Type /Page /Parent 2 0 R /MediaBox \(page.mediaBox) /Contents \(content) 0 R
            /Resources << \(page.resources ?? resources) >>
            \(page.extra) >>
            """)
        pages.append(number)
        return number
    }

    func makeBytes() -> [UInt8] {
        var objects = objects
        let kids = pages.map { "\($0) 0 R" }.joined(separator: " ")
        objects[0] = Array("<< /Type /Catalog /Pages 2 0 R \(catalog) >>".utf8)
        objects[1] = Array("<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>".utf8)
        objects[3] = Array("<< \(info) >>".utf8)
        var file = Array("%PDF-1.7\n".utf8)
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(file.count)
            file += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
        }
        let table = file.count
        file += Array("xref\n0 \(objects.count + 1)\n0000000000 65535 f \n".utf8)
        for offset in offsets {
            let digits = String(offset)
            let zeros = String(repeating: "0", count: 10 - digits.count)
            file += Array("\(zeros)\(digits) 00000 n \n".utf8)
        }
        file += Array(
            """
            trailer << /Size \(objects.count + 1) /Root 1 0 R /Info 4 0 R >>
            startxref
            \(table)
            %%EOF
            """.utf8)
        return file
    }

    func makeDocument(limits: ReadingLimits = ReadingLimits()) throws -> PDFDocument {
        try PDFDocument(bytes: makeBytes(), limits: limits)
    }

    /// A document of one page.
    static func onePage(_ page: Page) -> PDFMaker {
        var maker = PDFMaker()
        maker.addPage(page)
        return maker
    }

    /// A content stream with lines of 10-point text, the first at (20, 300), the
    /// next ones 20 points lower.
    static func text(_ lines: String...) -> String {
        let shown = lines.map { "(\($0)) Tj 0 -20 Td" }
        return "BT /F1 10 Tf 20 300 Td \(shown.joined(separator: " ")) ET"
    }
}
