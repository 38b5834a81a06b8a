import CPoppler

/// Owns an open Poppler document and the bytes under it.
final class DocumentHandle {
    let pointer: OpaquePointer
    private let bytes: DocumentBytes

    init(bytes: DocumentBytes, password: String?, limits: ReadingLimits) throws {
        guard let start = bytes.buffer.bindMemory(to: UInt8.self).baseAddress else {
            throw PDFError(code: .unreadable, message: "The file is empty.")
        }
        var opened: OpaquePointer?
        let status = cpoppler_document_open(
            start, bytes.buffer.count, password, limits.forPoppler, &opened)
        guard status == CPOPPLER_OK, let opened else {
            throw DocumentHandle.error(for: status)
        }
        pointer = opened
        self.bytes = bytes
    }

    /// As the page tree counts them; may be 0 or less in a damaged document.
    var pageCount: Int { Int(cpoppler_document_page_count(pointer)) }

    deinit {
        cpoppler_document_close(pointer)
    }

    private static func error(for status: cpoppler_status) -> PDFError {
        if status == CPOPPLER_NEEDS_PASSWORD {
            return PDFError(
                code: .needsPassword,
                message: "The document is locked. Upload a copy that opens without a password.")
        }
        return PDFError(
            code: .unreadable,
            message: "The file is damaged beyond repair or not a PDF. Export it again.")
    }
}

extension ReadingLimits {
    fileprivate var forPoppler: cpoppler_limits {
        cpoppler_limits(
            max_page_text_bytes: maxPageTextBytes,
            max_words_per_page: maxWordsPerPage,
            max_images_per_page: maxImagesPerPage,
            max_structure_nodes: maxStructureNodes,
            max_outline_items: maxOutlineItems,
            max_fact_length: maxFactLength,
            max_complaints: maxComplaints)
    }
}
