#include "Destinations.h"

namespace cqpdf {

namespace {

// The longest address that is kept, in bytes.
constexpr size_t maxAddress = 8'192;

QPDFObjectHandle addressOf(QPDFObjectHandle action) {
    QPDFObjectHandle address = action.getKeyIfDict("/URI");
    return address.isString() && address.getStringValue().size() <= maxAddress
               ? QPDFObjectHandle::newString(address.getStringValue())
               : QPDFObjectHandle::newNull();
}

}  // namespace

Destinations::Destinations(const std::vector<QPDFObjectHandle> &all) {
    for (const QPDFObjectHandle &page : all) {
        pages.insert(page.getObjGen());
    }
}

bool Destinations::copy(QPDFObjectHandle from, QPDFObjectHandle to) const {
    QPDFObjectHandle action = from.getKeyIfDict("/A");
    QPDFObjectHandle kind = action.getKeyIfDict("/S");
    QPDFObjectHandle made = QPDFObjectHandle::newDictionary();
    made.replaceKey("/S", kind);
    if (kind.isNameAndEquals("/URI") && addressOf(action).isString()) {
        made.replaceKey("/URI", addressOf(action));
        to.replaceKey("/A", made);
        return true;
    }
    QPDFObjectHandle destination = reference(
        kind.isNameAndEquals("/GoTo") ? action.getKeyIfDict("/D") : from.getKeyIfDict("/Dest"));
    if (destination.isNull()) {
        return false;
    }
    to.replaceKey("/Dest", destination);
    return true;
}

QPDFObjectHandle Destinations::reference(QPDFObjectHandle destination) const {
    if (destination.isName()) {
        return QPDFObjectHandle::newName(destination.getName());
    }
    if (destination.isString()) {
        return QPDFObjectHandle::newString(destination.getStringValue());
    }
    return place(destination);
}

QPDFObjectHandle Destinations::place(QPDFObjectHandle destination) const {
    QPDFObjectHandle array = destination.isDictionary() ? destination.getKey("/D") : destination;
    const int count = array.isArray() ? array.getArrayNItems() : 0;
    // A page, a name and up to four numbers.
    if (count < 1 || count > 6) {
        return QPDFObjectHandle::newNull();
    }
    QPDFObjectHandle page = array.getArrayItem(0);
    if (pages.count(page.getObjGen()) == 0 && !page.isInteger()) {
        return QPDFObjectHandle::newNull();
    }
    QPDFObjectHandle made = QPDFObjectHandle::newArray({page});
    for (int i = 1; i < count; ++i) {
        QPDFObjectHandle item = array.getArrayItem(i);
        const bool isPlain = item.isNumber() || item.isName();
        made.appendItem(isPlain ? item.unsafeShallowCopy() : QPDFObjectHandle::newNull());
    }
    return made;
}

}  // namespace cqpdf
