#include "Document.h"

#include <algorithm>

#include <ErrorCodes.h>
#include <Stream.h>

#include "Engine.h"
#include "Text.h"

using namespace cpoppler;

namespace {

std::optional<GooString> passwordText(const char *password) {
    return password ? std::optional<GooString>(std::in_place, password) : std::nullopt;
}

}  // namespace

cpoppler_document::cpoppler_document(const uint8_t *bytes, size_t length, const char *password,
                                     const cpoppler_limits &limits)
    : limits(limits),
      openingComplaints(limits.max_complaints),
      pageComplaints(limits.max_complaints),
      recorder(limits) {
    ComplaintScope scope(openingComplaints);
    auto *stream = new MemStream(reinterpret_cast<const char *>(bytes), 0,
                                 static_cast<Goffset>(length), Object(objNull));
    // Poppler counts this among its warnings, but content may be lost by it.
    const auto noteReconstruction = [this] {
        openingComplaints.add("Cross-reference table is damaged and was rebuilt");
    };
    pdf = std::make_unique<PDFDoc>(stream, passwordText(password), passwordText(password), nullptr,
                                   noteReconstruction);
}

int32_t cpoppler_document::pageIndex(Ref page) {
    if (pageIndexes.empty()) {
        const int count = pdf->getNumPages();
        for (int number = 1; number <= count; ++number) {
            if (const Ref *ref = pdf->getCatalog()->getPageRef(number)) {
                pageIndexes.emplace(ref->num, number - 1);
            }
        }
    }
    const auto found = pageIndexes.find(page.num);
    return found == pageIndexes.end() ? -1 : found->second;
}

cpoppler_text cpoppler_document::keep(std::string text) {
    if (text.empty()) {
        return {nullptr, 0};
    }
    texts.push_back(std::move(text));
    return textView(texts.back());
}

cpoppler_status cpoppler_document_open(const uint8_t *bytes, size_t length, const char *password,
                                       cpoppler_limits limits, cpoppler_document **document) {
    try {
        startEngine();
        auto opened = std::make_unique<cpoppler_document>(bytes, length, password, limits);
        if (opened->pdf->isOk()) {
            *document = opened.release();
            return CPOPPLER_OK;
        }
        return opened->pdf->getErrorCode() == errEncrypted ? CPOPPLER_NEEDS_PASSWORD
                                                           : CPOPPLER_UNREADABLE;
    } catch (...) {
        return CPOPPLER_UNREADABLE;
    }
}

void cpoppler_document_close(cpoppler_document *document) {
    try {
        ComplaintScope scope(document->pageComplaints);
        delete document;
    } catch (...) {
        // Nothing is left to be done for a document that cannot be closed.
    }
}

int32_t cpoppler_document_page_count(cpoppler_document *document) {
    try {
        ComplaintScope scope(document->openingComplaints);
        return std::max(document->pdf->getNumPages(), 0);
    } catch (...) {
        return 0;
    }
}
