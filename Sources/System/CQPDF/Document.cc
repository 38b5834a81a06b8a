#include "Document.h"

#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFLogger.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

#include "PageBox.h"

using namespace cqpdf;

namespace cqpdf {

void silence(QPDF &pdf) {
    auto logger = QPDFLogger::create();
    logger->setInfo(logger->discard());
    logger->setWarn(logger->discard());
    logger->setError(logger->discard());
    pdf.setLogger(logger);
    pdf.setSuppressWarnings(true);
}

}  // namespace cqpdf

cqpdf_document::cqpdf_document(const uint8_t *bytes, size_t length, size_t maxContentBytes)
    : maxContentBytes(maxContentBytes) {
    silence(pdf);
    pdf.processMemoryFile("document", reinterpret_cast<const char *>(bytes), length);
    pages = pdf.getAllPages();
}

cqpdf_document::cqpdf_document() : maxContentBytes(0) {
    silence(pdf);
    pdf.emptyPDF();
}

QPDFObjectHandle cqpdf_document::page(int32_t index) const {
    return index >= 0 && static_cast<size_t>(index) < pages.size()
               ? pages[static_cast<size_t>(index)]
               : QPDFObjectHandle::newNull();
}

const char *cqpdf_version(void) { return QPDF::QPDFVersion().c_str(); }

cqpdf_status cqpdf_document_open(const uint8_t *bytes, size_t length, size_t max_content_bytes,
                                 cqpdf_document **document) {
    try {
        *document = std::make_unique<cqpdf_document>(bytes, length, max_content_bytes).release();
        return CQPDF_OK;
    } catch (const QPDFExc &error) {
        return error.getErrorCode() == qpdf_e_password ? CQPDF_NEEDS_PASSWORD : CQPDF_UNREADABLE;
    } catch (...) {
        return CQPDF_UNREADABLE;
    }
}

cqpdf_status cqpdf_document_make(cqpdf_document **document) {
    return guarded(CQPDF_UNREADABLE, [&] {
        *document = std::make_unique<cqpdf_document>().release();
        return CQPDF_OK;
    });
}

cqpdf_status cqpdf_document_add_page(cqpdf_document *document, cqpdf_size size) {
    return guarded(CQPDF_UNREADABLE, [&] {
        QPDFObjectHandle page = QPDFObjectHandle::newDictionary();
        page.replaceKey("/Type", QPDFObjectHandle::newName("/Page"));
        page.replaceKey("/MediaBox", QPDFObjectHandle::newArray(QPDFObjectHandle::Rectangle(
                                         0, 0, size.width, size.height)));
        QPDFPageDocumentHelper(document->pdf).addPage(page, false);
        document->pages = document->pdf.getAllPages();
        return CQPDF_OK;
    });
}

void cqpdf_document_close(cqpdf_document *document) {
    try {
        delete document;
    } catch (...) {
        // Nothing is left to be done for a document that cannot be closed.
    }
}

int32_t cqpdf_document_page_count(cqpdf_document *document) {
    return static_cast<int32_t>(document->pages.size());
}

cqpdf_status cqpdf_document_page_size(cqpdf_document *document, int32_t index, cqpdf_size *size) {
    return guarded(CQPDF_UNREADABLE, [&] {
        QPDFObjectHandle page = document->page(index);
        if (!page.isDictionary()) {
            return CQPDF_MISSING_PAGE;
        }
        *size = PageBox(page).seenSize();
        return CQPDF_OK;
    });
}
