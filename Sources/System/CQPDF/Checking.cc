// Looks at a copy as at any other document: does each page end in its mark?
#include "ContentState.h"
#include "CoveringAnnotations.h"
#include "Document.h"
#include "PageContent.h"

using namespace cqpdf;

namespace {

bool endsWith(const std::string &text, const std::string &end) {
    return text.size() >= end.size() &&
           text.compare(text.size() - end.size(), end.size(), end) == 0;
}

bool isDrawable(QPDFObjectHandle form) {
    return form.isStream() && form.getDict().getKey("/Subtype").isNameAndEquals("/Form") &&
           !form.getDict().hasKey("/OC");
}

// The name in "… /Name Do Q EMC", empty for anything else.
std::string sheetName(const std::string &drawing) {
    const std::string end = " Do Q EMC\n\n";
    const size_t slash = drawing.rfind('/');
    return endsWith(drawing, end) && slash != std::string::npos
               ? drawing.substr(slash, drawing.size() - end.size() - slash)
               : std::string();
}

bool endsInSheet(cqpdf_document &document, QPDFObjectHandle page) {
    std::vector<QPDFObjectHandle> streams = contentStreams(page);
    if (decode(streams, document.maxContentBytes, document.content) != Decoding::whole) {
        return false;
    }
    const ContentState state = stateAtEnd(document.content);
    const std::string name = sheetName(document.content);
    QPDFObjectHandle objects = category(resourcesOf(page), "/XObject");
    return state.isClean && state.missingSaves == 0 && state.openSaves == 0 &&
           state.openMarks == 0 && !state.isTextOpen && !state.isPathOpen &&
           name.compare(0, 13, "/MunimentMark") == 0 && isDrawable(objects.getKeyIfDict(name)) &&
           !hasCoveringAnnotations(page);
}

size_t countOf(const std::string &word, const std::string &text) {
    size_t count = 0;
    for (size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        ++count;
    }
    return count;
}

// Strings are written in hexadecimal, so that an operator's letters are that operator.
bool showsPictureOnly(const std::string &content) {
    const size_t text = content.find(" Do Q\nq ");
    return text != std::string::npos && content.compare(0, 2, "q ") == 0 &&
           content.find("/MunimentPicture Do") < text && countOf("Do", content) == 1 &&
           countOf("BT 3 Tr\n", content) == 1 && countOf("Tr", content) == 1 &&
           content.find_first_of("(") == std::string::npos && stateAtEnd(content).isClean;
}

bool holdsLinksOnly(QPDFObjectHandle annotations) {
    const int count = annotations.isArray() ? annotations.getArrayNItems() : 0;
    for (int i = 0; i < count; ++i) {
        QPDFObjectHandle annotation = annotations.getArrayItem(i);
        if (!annotation.getKeyIfDict("/Subtype").isNameAndEquals("/Link") ||
            annotation.hasKey("/AP")) {
            return false;
        }
    }
    return true;
}

bool isBurned(cqpdf_document &document, QPDFObjectHandle page) {
    std::vector<QPDFObjectHandle> streams = contentStreams(page);
    QPDFObjectHandle objects = category(resourcesOf(page), "/XObject");
    QPDFObjectHandle picture = objects.getKeyIfDict("/MunimentPicture");
    return decode(streams, document.maxContentBytes, document.content) == Decoding::whole &&
           showsPictureOnly(document.content) && objects.getKeys().size() == 1 &&
           picture.isStream() && picture.getDict().getKey("/Subtype").isNameAndEquals("/Image") &&
           holdsLinksOnly(page.getKey("/Annots"));
}

}  // namespace

bool cqpdf_document_is_burned(cqpdf_document *document, int32_t index) {
    try {
        QPDFObjectHandle page = document->page(index);
        return page.isDictionary() && isBurned(*document, page);
    } catch (...) {
        return false;
    }
}

bool cqpdf_document_ends_in_sheet(cqpdf_document *document, int32_t index) {
    try {
        QPDFObjectHandle page = document->page(index);
        return page.isDictionary() && endsInSheet(*document, page);
    } catch (...) {
        return false;
    }
}
