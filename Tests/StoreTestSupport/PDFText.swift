internal import PDF

/// What stands on the pages of a file.
public enum PDFText {
    public static func pages(of bytes: [UInt8]) throws -> [String] {
        let document = try PDFDocument(bytes: bytes)
        return try (0..<document.facts.pageCount).map { index in
            try document.readPage(at: index, withRaster: false).text
        }
    }
}
