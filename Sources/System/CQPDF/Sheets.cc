// Takes the pages of another PDF as form XObjects.
#include <qpdf/QPDFPageObjectHelper.hh>

#include "Document.h"
#include "PageContent.h"

using namespace cqpdf;

namespace {

bool isUsed(QPDFObjectHandle page, const std::string &prefix) {
    const std::set<std::string> names = [&] {
        QPDFObjectHandle objects = category(resourcesOf(page), "/XObject");
        return objects.isNull() ? std::set<std::string>() : objects.getKeys();
    }();
    const auto first = names.lower_bound("/" + prefix);
    return first != names.end() && first->compare(1, prefix.size(), prefix) == 0;
}

// A copy may be copied again: its sheets keep their names.
std::string freePrefix(const std::vector<QPDFObjectHandle> &pages) {
    std::string prefix = "MunimentMark";
    for (size_t page = 0, turn = 1; page < pages.size(); ++page) {
        if (isUsed(pages[page], prefix)) {
            prefix = "MunimentMark" + std::to_string(turn++) + "-";
            page = static_cast<size_t>(-1);
        }
    }
    return prefix;
}

}  // namespace

cqpdf_status cqpdf_document_take_sheets(cqpdf_document *document, const uint8_t *bytes,
                                        size_t length) {
    return guarded(CQPDF_UNREADABLE, [&] {
        auto file = std::make_unique<QPDF>();
        silence(*file);
        file->processMemoryFile("sheets", reinterpret_cast<const char *>(bytes), length);
        if (document->namePrefix.empty()) {
            document->namePrefix = freePrefix(document->pages);
        }
        document->sheetFiles.push_back(std::move(file));
        for (const QPDFObjectHandle &page : document->sheetFiles.back()->getAllPages()) {
            document->sheets.push_back(document->pdf.copyForeignObject(
                QPDFPageObjectHelper(page).getFormXObjectForPage(false)));
        }
        return CQPDF_OK;
    });
}
