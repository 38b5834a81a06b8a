// Lays a sheet over a page so that nothing in the page's content can hide it.
#include <algorithm>

#include "ContentState.h"
#include "CoveringAnnotations.h"
#include "Document.h"
#include "PageBox.h"
#include "PageContent.h"

using namespace cqpdf;

namespace {

std::string repeated(const char *text, int count) {
    std::string all;
    for (int i = 0; i < count; ++i) {
        all += text;
    }
    return all;
}

class SheetLaying {
public:
    SheetLaying(cqpdf_document &document, QPDFObjectHandle page, size_t sheet)
        : document(document),
          page(page),
          sheet(document.sheets[sheet]),
          name("/" + document.namePrefix + std::to_string(sheet)) {}

    cqpdf_status lay() {
        streams = contentStreams(page);
        const Decoding decoding = decode(streams, document.maxContentBytes, document.content);
        if (decoding == Decoding::tooLong) {
            return CQPDF_TOO_LARGE;
        }
        const ContentState state = stateAtEnd(document.content);
        if (decoding == Decoding::whole && state.isClean && hasAll(state.names)) {
            layAfter(state);
        } else {
            enclose();
        }
        return CQPDF_OK;
    }

private:
    // A viewer may give up a page for resources that it lacks, and what comes after them.
    bool hasAll(const std::set<std::pair<std::string, std::string>> &names) const {
        QPDFObjectHandle resources = resourcesOf(page);
        return std::all_of(names.begin(), names.end(), [&](const auto &name) {
            return category(resources, name.first).getKeyIfDict(name.second).isInitialized() &&
                   !category(resources, name.first).getKeyIfDict(name.second).isNull();
        });
    }

    // Leaves the content as it is and closes what it left open.
    void layAfter(const ContentState &state) {
        QPDFObjectHandle resources = resourcesOf(page);
        if (resources.isNull()) {
            resources = QPDFObjectHandle::newDictionary();
            page.replaceKey("/Resources", resources);
        }
        setContents(repeated("q ", 1 + state.missingSaves),
                    std::string(state.isPathOpen ? "n " : "") + (state.isTextOpen ? "ET " : "") +
                        repeated("EMC ", state.openMarks) + repeated("Q ", 1 + state.openSaves),
                    objectsOf(resources));
    }

    // Puts the content whole into a form XObject, which ends with its stream whatever is in it.
    void enclose() {
        QPDFObjectHandle form = streams.size() == 1 ? streams[0].copyStream()
                                                    : document.pdf.newStream(document.content);
        describe(form);
        streams = {document.sharedStreams.stream(document.pdf, "/MunimentPage Do")};
        QPDFObjectHandle resources = QPDFObjectHandle::newDictionary();
        objectsOf(resources).replaceKey("/MunimentPage", form);
        page.replaceKey("/Resources", resources);
        setContents("q ", "n " + repeated("EMC ", marksIn(document.content)) + "Q ",
                    objectsOf(resources));
    }

    void describe(QPDFObjectHandle form) {
        QPDFObjectHandle dictionary = form.getDict();
        for (const std::string &key : dictionary.getKeys()) {
            if (key != "/Length" && key != "/Filter" && key != "/DecodeParms") {
                dictionary.removeKey(key);
            }
        }
        const PageBox box(page);
        dictionary.replaceKey("/Type", QPDFObjectHandle::newName("/XObject"));
        dictionary.replaceKey("/Subtype", QPDFObjectHandle::newName("/Form"));
        dictionary.replaceKey("/BBox", QPDFObjectHandle::newArray(box.media));
        QPDFObjectHandle resources = resourcesOf(page);
        dictionary.replaceKey("/Resources", resources.isNull() ? QPDFObjectHandle::newDictionary()
                                                               : resources);
    }

    // `after` brings the state back to that before the first `q` of `before`. Annotations that
    // would hide the sheet come between the content and the sheet.
    void setContents(const std::string &before, const std::string &after,
                     QPDFObjectHandle objects) {
        std::vector<QPDFObjectHandle> notes = takeCoveringAnnotations(
            document.pdf, page, objects, "/" + document.namePrefix + "Note",
            document.takenAnnotations);
        streams.insert(streams.begin(), document.sharedStreams.stream(document.pdf, before));
        if (!notes.empty()) {
            streams.push_back(document.sharedStreams.stream(document.pdf, "\n" + after + "\n"));
            streams.insert(streams.end(), notes.begin(), notes.end());
        }
        streams.push_back(document.sharedStreams.stream(
            document.pdf, "\n" + (notes.empty() ? after + "\n" : "") + drawing()));
        page.replaceKey("/Contents", QPDFObjectHandle::newArray(streams));
        objects.replaceKey(name, sheet);
    }

    std::string drawing() {
        const QPDFObjectHandle::Rectangle size =
            sheet.getDict().getKey("/BBox").getArrayAsRectangle();
        return "/Artifact BMC q " +
               PageBox(page).placement(size.urx - size.llx, size.ury - size.lly) + " cm " + name +
               " Do Q EMC\n";
    }

    static QPDFObjectHandle objectsOf(QPDFObjectHandle resources) {
        if (category(resources, "/XObject").isNull()) {
            resources.replaceKey("/XObject", QPDFObjectHandle::newDictionary());
        }
        return resources.getKey("/XObject");
    }

    cqpdf_document &document;
    QPDFObjectHandle page;
    QPDFObjectHandle sheet;
    const std::string name;
    std::vector<QPDFObjectHandle> streams;
};

}  // namespace

cqpdf_status cqpdf_document_lay_sheet(cqpdf_document *document, int32_t index, int32_t sheet) {
    return guarded(CQPDF_UNREADABLE, [&] {
        QPDFObjectHandle page = document->page(index);
        const bool isSheet = sheet >= 0 && static_cast<size_t>(sheet) < document->sheets.size();
        if (!page.isDictionary() || !isSheet) {
            return CQPDF_MISSING_PAGE;
        }
        return SheetLaying(*document, page, static_cast<size_t>(sheet)).lay();
    });
}

cqpdf_status cqpdf_document_clear_page(cqpdf_document *document, int32_t index) {
    return guarded(CQPDF_UNREADABLE, [&] {
        QPDFObjectHandle page = document->page(index);
        if (!page.isDictionary()) {
            return CQPDF_MISSING_PAGE;
        }
        page.removeKey("/Contents");
        page.replaceKey("/Resources", QPDFObjectHandle::newDictionary());
        return CQPDF_OK;
    });
}
