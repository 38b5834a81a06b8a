#include "Outline.h"

#include <set>

#include <Link.h>

#include "Document.h"
#include "Text.h"

namespace cpoppler {

namespace {

constexpr int maxDepth = 64;

class OutlineReader {
public:
    explicit OutlineReader(cpoppler_document &document)
        : document(document), xref(document.pdf->getXRef()) {}

    std::vector<cpoppler_outline_item> read() {
        const Object catalog = xref->getCatalog();
        if (catalog.isDict()) {
            const Object outlines = catalog.dictLookup("Outlines");
            if (outlines.isDict()) {
                readSiblings(outlines.dictLookupNF("First").copy(), 0);
            }
        }
        return std::move(items);
    }

private:
    void readSiblings(Object next, int32_t depth) {
        while (next.isRef() && items.size() < document.limits.max_outline_items &&
               seen.insert(next.getRefNum()).second) {
            const Object item = next.fetch(xref);
            if (!item.isDict()) {
                return;
            }
            readItem(item, depth);
            next = item.dictLookupNF("Next").copy();
        }
    }

    void readItem(const Object &item, int32_t depth) {
        const Object title = item.dictLookup("Title");
        std::string text;
        if (title.isString()) {
            text = decodeTextString(title.getString()->toStr(), document.limits.max_fact_length);
        }
        items.push_back({document.keep(std::move(text)), depth, pageOf(item)});
        if (depth + 1 < maxDepth) {
            readSiblings(item.dictLookupNF("First").copy(), depth + 1);
        }
    }

    int32_t pageOf(const Object &item) {
        const Object destination = item.dictLookup("Dest");
        std::unique_ptr<LinkAction> action;
        if (!destination.isNull()) {
            action = LinkAction::parseDest(&destination);
        } else {
            const Object object = item.dictLookup("A");
            if (!object.isDict()) {
                return -1;
            }
            action = LinkAction::parseAction(&object);
        }
        if (!action || !action->isOk() || action->getKind() != actionGoTo) {
            return -1;
        }
        const auto *link = static_cast<const LinkGoTo *>(action.get());
        if (link->getNamedDest()) {
            return pageOf(document.pdf->findDest(link->getNamedDest()).get());
        }
        return pageOf(link->getDest());
    }

    int32_t pageOf(const LinkDest *destination) {
        if (!destination || !destination->isOk()) {
            return -1;
        }
        if (destination->isPageRef()) {
            return document.pageIndex(destination->getPageRef());
        }
        const int number = destination->getPageNum();
        return number >= 1 && number <= document.pdf->getNumPages() ? number - 1 : -1;
    }

    cpoppler_document &document;
    XRef *xref;
    std::vector<cpoppler_outline_item> items;
    std::set<int> seen;
};

}  // namespace

std::vector<cpoppler_outline_item> readOutline(cpoppler_document &document) {
    return OutlineReader(document).read();
}

}  // namespace cpoppler
