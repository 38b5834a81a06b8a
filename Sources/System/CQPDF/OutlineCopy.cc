#include "OutlineCopy.h"

namespace cqpdf {

namespace {

constexpr size_t maxItems = 100'000;
constexpr int maxDepth = 64;

class OutlineCopy {
public:
    OutlineCopy(QPDF &pdf, const Destinations &destinations)
        : pdf(pdf), destinations(destinations) {}

    // Copies the items under `from`; an item that is met again ends its list.
    void copyItems(QPDFObjectHandle from, QPDFObjectHandle parent, int depth) {
        QPDFObjectHandle previous;
        int count = 0;
        for (QPDFObjectHandle item = from.getKey("/First"); isNew(item);
             item = item.getKey("/Next")) {
            QPDFObjectHandle made = copyItem(item, parent, depth);
            if (count++ == 0) {
                parent.replaceKey("/First", made);
            } else {
                made.replaceKey("/Prev", previous);
                previous.replaceKey("/Next", made);
            }
            previous = made;
        }
        if (count > 0) {
            parent.replaceKey("/Last", previous);
            const bool isClosed =
                from.getKey("/Count").isInteger() && from.getKey("/Count").getIntValue() < 0;
            parent.replaceKey("/Count", QPDFObjectHandle::newInteger(isClosed ? -count : count));
        }
    }

private:
    bool isNew(QPDFObjectHandle item) {
        return item.isDictionary() && seen.size() < maxItems &&
               seen.insert(item.getObjGen()).second;
    }

    QPDFObjectHandle copyItem(QPDFObjectHandle item, QPDFObjectHandle parent, int depth) {
        QPDFObjectHandle made = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
        QPDFObjectHandle title = item.getKey("/Title");
        made.replaceKey("/Title", QPDFObjectHandle::newString(
                                      title.isString() ? title.getStringValue() : ""));
        made.replaceKey("/Parent", parent);
        destinations.copy(item, made);
        if (depth < maxDepth) {
            copyItems(item, made, depth + 1);
        }
        return made;
    }

    QPDF &pdf;
    const Destinations &destinations;
    std::set<QPDFObjGen> seen;
};

}  // namespace

QPDFObjectHandle copyOutline(QPDF &pdf, const Destinations &destinations) {
    QPDFObjectHandle outline = pdf.getRoot().getKey("/Outlines");
    if (!outline.isDictionary() || !outline.getKey("/First").isDictionary()) {
        return QPDFObjectHandle::newNull();
    }
    QPDFObjectHandle made =
        pdf.makeIndirectObject(QPDFObjectHandle::parse("<< /Type /Outlines >>"));
    OutlineCopy(pdf, destinations).copyItems(outline, made, 0);
    return made;
}

}  // namespace cqpdf
