/// Recognizes a PDF by its first bytes.
enum PDFHeader {
    /// How far the header may stand from the start, as PDF readers accept
    /// (ISO 32000-1 Annex H.3, note 13: "somewhere within the first 1024 bytes").
    static let reach = 1_024

    private static let mark = Array("%PDF-".utf8)

    /// Whether the header stands in `head`, the first `reach` bytes of a file.
    static func isPresent(in head: UnsafeRawBufferPointer) -> Bool {
        guard head.count >= mark.count else { return false }
        return (0...head.count - mark.count).contains { start in
            mark.indices.allSatisfy { head[start + $0] == mark[$0] }
        }
    }

    /// Throws `IntakeError` where `head`, the first `reach` bytes of a file, is not that of a
    /// PDF.
    static func require(in head: UnsafeRawBufferPointer) throws {
        if head.isEmpty { throw IntakeError.empty }
        guard isPresent(in: head) else { throw IntakeError.notAPDF }
    }
}
