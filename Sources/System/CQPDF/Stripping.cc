// Drops what a burned copy must not carry on. Everything that stays is made anew, entry by
// entry, so that nothing hangs on it.
#include <qpdf/QPDFNameTreeObjectHelper.hh>
#include <qpdf/QPDFPageLabelDocumentHelper.hh>

#include "Destinations.h"
#include "Document.h"
#include "OutlineCopy.h"
#include "PageBox.h"

using namespace cqpdf;

namespace {

// More destinations than this are not kept.
constexpr size_t maxNames = 100'000;

QPDFObjectHandle text(QPDFObjectHandle object) {
    return object.isString() ? QPDFObjectHandle::newString(object.getStringValue())
                             : QPDFObjectHandle::newNull();
}

class Stripping {
public:
    explicit Stripping(cqpdf_document &document)
        : document(document), destinations(document.pages) {}

    void strip() {
        QPDFObjectHandle root = document.pdf.getRoot();
        QPDFObjectHandle kept = QPDFObjectHandle::newDictionary();
        kept.replaceKey("/Type", QPDFObjectHandle::newName("/Catalog"));
        kept.replaceKey("/Outlines", copyOutline(document.pdf, destinations));
        kept.replaceKey("/PageLabels", labels());
        kept.replaceKey("/Dests", oldNames(root.getKey("/Dests")));
        kept.replaceKey("/Names", names(root.getKey("/Names").getKeyIfDict("/Dests")));
        kept.replaceKey("/Lang", text(root.getKey("/Lang")));
        QPDFObjectHandle pages = plainTree();
        for (const std::string &key : root.getKeys()) {
            root.removeKey(key);
        }
        for (const auto &[key, value] : kept.getDictAsMap()) {
            root.replaceKey(key, value);
        }
        root.replaceKey("/Pages", pages);
        describe();
    }

private:
    // One node over all pages, without anything that pages inherit.
    QPDFObjectHandle plainTree() {
        QPDFObjectHandle node = document.pdf.makeIndirectObject(
            QPDFObjectHandle::parse("<< /Type /Pages >>"));
        for (QPDFObjectHandle page : document.pages) {
            const PageBox box(page);
            page.replaceKey("/MediaBox", QPDFObjectHandle::newArray(box.media));
            page.replaceKey("/CropBox", QPDFObjectHandle::newArray(box.visible));
            page.replaceKey("/Rotate", QPDFObjectHandle::newInteger(box.rotation));
            page.replaceKey("/Annots", links(page.getKey("/Annots")));
            page.replaceKey("/Parent", node);
        }
        node.replaceKey("/Kids", QPDFObjectHandle::newArray(document.pages));
        node.replaceKey("/Count", QPDFObjectHandle::newInteger(
                                      static_cast<long long>(document.pages.size())));
        return node;
    }

    QPDFObjectHandle links(QPDFObjectHandle annotations) const {
        QPDFObjectHandle kept = QPDFObjectHandle::newArray();
        const int count = annotations.isArray() ? annotations.getArrayNItems() : 0;
        for (int i = 0; i < count; ++i) {
            QPDFObjectHandle link = annotations.getArrayItem(i);
            QPDFObjectHandle made = QPDFObjectHandle::parse(
                "<< /Type /Annot /Subtype /Link /Border [0 0 0] >>");
            if (link.getKeyIfDict("/Subtype").isNameAndEquals("/Link") &&
                link.getKey("/Rect").isRectangle() && destinations.copy(link, made)) {
                made.replaceKey("/Rect", QPDFObjectHandle::newArray(
                                             link.getKey("/Rect").getArrayAsRectangle()));
                kept.appendItem(document.pdf.makeIndirectObject(made));
            }
        }
        return kept.getArrayNItems() > 0 ? kept : QPDFObjectHandle::newNull();
    }

    QPDFObjectHandle labels() {
        QPDFPageLabelDocumentHelper helper(document.pdf);
        if (!helper.hasPageLabels()) {
            return QPDFObjectHandle::newNull();
        }
        std::vector<QPDFObjectHandle> entries;
        helper.getLabelsForPageRange(0, static_cast<long long>(document.pages.size()) - 1, 0,
                                     entries);
        QPDFObjectHandle numbers = QPDFObjectHandle::newArray();
        for (size_t i = 0; i + 1 < entries.size(); i += 2) {
            numbers.appendItem(entries[i]);
            numbers.appendItem(label(entries[i + 1]));
        }
        QPDFObjectHandle tree = QPDFObjectHandle::newDictionary();
        tree.replaceKey("/Nums", numbers);
        return tree;
    }

    static QPDFObjectHandle label(QPDFObjectHandle label) {
        QPDFObjectHandle made = QPDFObjectHandle::newDictionary();
        if (label.getKeyIfDict("/S").isName()) {
            made.replaceKey("/S", QPDFObjectHandle::newName(label.getKey("/S").getName()));
        }
        if (label.getKeyIfDict("/St").isInteger()) {
            made.replaceKey("/St",
                            QPDFObjectHandle::newInteger(label.getKey("/St").getIntValue()));
        }
        made.replaceKey("/P", text(label.getKeyIfDict("/P")));
        return made;
    }

    // Names as PDF 1.1 has them.
    QPDFObjectHandle oldNames(QPDFObjectHandle names) const {
        QPDFObjectHandle kept = QPDFObjectHandle::newDictionary();
        const std::set<std::string> keys =
            names.isDictionary() ? names.getKeys() : std::set<std::string>();
        for (const std::string &key : keys) {
            kept.replaceKey(key, destinations.place(names.getKey(key)));
        }
        return kept.getKeys().empty() ? QPDFObjectHandle::newNull() : kept;
    }

    QPDFObjectHandle names(QPDFObjectHandle tree) {
        if (!tree.isDictionary()) {
            return QPDFObjectHandle::newNull();
        }
        auto kept = QPDFNameTreeObjectHelper::newEmpty(document.pdf, false);
        QPDFNameTreeObjectHelper source(tree, document.pdf, false);
        size_t count = 0;
        for (auto entry = source.begin(); entry != source.end() && count < maxNames; ++entry) {
            QPDFObjectHandle place = destinations.place(entry->second);
            if (!place.isNull()) {
                kept.insert(entry->first, place);
                ++count;
            }
        }
        QPDFObjectHandle names = QPDFObjectHandle::newDictionary();
        names.replaceKey("/Dests", kept.getObjectHandle());
        return names;
    }

    // Title and author.
    void describe() {
        QPDFObjectHandle trailer = document.pdf.getTrailer();
        QPDFObjectHandle info = trailer.getKey("/Info");
        QPDFObjectHandle kept = QPDFObjectHandle::newDictionary();
        kept.replaceKey("/Title", text(info.getKeyIfDict("/Title")));
        kept.replaceKey("/Author", text(info.getKeyIfDict("/Author")));
        for (const std::string &key : trailer.getKeys()) {
            if (key != "/Root" && key != "/Encrypt" && key != "/ID" && key != "/Size") {
                trailer.removeKey(key);
            }
        }
        if (!kept.getKeys().empty()) {
            trailer.replaceKey("/Info", document.pdf.makeIndirectObject(kept));
        }
    }

    cqpdf_document &document;
    const Destinations destinations;
};

}  // namespace

cqpdf_status cqpdf_document_strip(cqpdf_document *document) {
    return guarded(CQPDF_UNREADABLE, [&] {
        Stripping(*document).strip();
        return CQPDF_OK;
    });
}
