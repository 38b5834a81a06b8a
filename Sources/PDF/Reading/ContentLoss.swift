/// Tells complaints of Poppler that mean lost content from remarks on style.
///
/// Poppler 22.12 has one channel for both: a stream that ends too early and an
/// operator that nobody knows are errors alike. The phrases are those of its
/// sources (Stream.cc, XRef.cc, Parser.cc, Catalog.cc, JBIG2Stream.cc,
/// JPEG2000Stream.cc, DCTStream.cc, Gfx.cc), in lower case.
enum ContentLoss {
    private static let phrases = [
        // Compressed streams
        "flate stream", "lzw stream", "ccittfax", "jbig2", "dct ", "jpeg", "jpx", "openjpeg",
        "runlength", "asciihex", "ascii85", "unknown filter",
        // Objects that are gone
        "end of file", "invalid xref entry", "not found but needed", "object stream",
        "missing 'endstream'", "xref table", "cross-reference",
        // The page tree
        "pages tree", "pages object", "page count", "kid object", "kids object",
        // Content that draws itself
        "already being drawn", "loop in", "recursion",
        // Content in a form that cannot be drawn
        "couldn't find a font", "embedded font file may be invalid", "bad image parameters",
        "weird page contents", "contents are not", "unknown compression", "xobject",
        "unknown font tag",
        // Our own limits: PageReader.cc
        "the rest was cut",
    ]

    /// Whether something of the page, or of the document, is missing.
    static func isReported(by complaint: String) -> Bool {
        let text = complaint.lowercased()
        return phrases.contains { text.contains($0) }
    }
}
