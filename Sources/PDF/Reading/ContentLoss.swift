/// Puts complaints of Poppler that mean lost content into words for people, and
/// leaves out its remarks on style.
///
/// Poppler 22.12 has one channel for both: a stream that ends too early and an
/// operator that nobody knows are errors alike. The phrases are those of its
/// sources (Stream.cc, XRef.cc, Parser.cc, Catalog.cc, Gfx.cc, and the decoders of
/// pictures), in lower case; the first that fits counts.
enum ContentLoss {
    private static let sentences: [(phrases: [String], sentence: String)] = [
        (
            ["flate stream", "unknown compression"],
            "a compressed part cannot be inflated"
        ),
        (
            ["lzw stream", "runlength", "asciihex", "ascii85", "unknown filter"],
            "an encoded part cannot be decoded"
        ),
        (["jbig2"], "a picture is damaged (JBIG2)"),
        (["ccittfax"], "a picture is damaged (CCITT fax)"),
        (["jpx", "openjpeg", "jpeg2000"], "a picture is damaged (JPEG 2000)"),
        (["dct ", "jpeg"], "a picture is damaged (JPEG)"),
        (["bad image parameters"], "a picture is damaged"),
        (
            ["cross-reference", "xref table"],
            "the file is damaged: its table of contents was rebuilt, and pages may be missing"
        ),
        (
            ["invalid xref entry", "not found but needed", "object stream"],
            "a part that it needs is missing from the file"
        ),
        (["end of file", "missing 'endstream'"], "a part of it ends too early"),
        (
            ["pages tree", "pages object", "page count", "kid object", "kids object"],
            "the list of pages is damaged"
        ),
        (["already being drawn", "loop in", "recursion"], "a part of it contains itself"),
        (
            ["couldn't find a font", "embedded font file may be invalid", "unknown font tag"],
            "a font is missing or damaged"
        ),
        (["xobject"], "a picture or form is missing"),
        (["weird page contents", "contents are not"], "its content is not what a page can hold"),
        // Our own limits: PageReader.cc
        (["the rest was cut"], "it has more content than is kept; the rest was cut"),
    ]

    /// What the complaints say is missing, each thing once.
    static func sentences(for complaints: [String]) -> [String] {
        var found: [String] = []
        for complaint in complaints {
            guard let sentence = sentence(for: complaint), !found.contains(sentence) else {
                continue
            }
            found.append(sentence)
        }
        return found
    }

    /// What a complaint says is missing; `nil` for a remark on style.
    private static func sentence(for complaint: String) -> String? {
        let text = complaint.lowercased()
        return sentences.first { $0.phrases.contains { text.contains($0) } }?.sentence
    }
}
