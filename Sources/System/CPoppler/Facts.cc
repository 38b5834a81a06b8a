// What a document says of itself.
#include <DateInfo.h>
#include <PDFDoc.h>

#include "Document.h"
#include "Outline.h"
#include "Text.h"

using namespace cpoppler;

namespace {

class FactsReader {
public:
    explicit FactsReader(cpoppler_document &document)
        : document(document), info(document.pdf->getDocInfo()) {
        const Object root = document.pdf->getXRef()->getCatalog();
        catalog = root.copy();
    }

    cpoppler_facts read() {
        cpoppler_facts facts = {};
        readTexts(facts);
        facts.version_major = document.pdf->getPDFMajorVersion();
        facts.version_minor = document.pdf->getPDFMinorVersion();
        facts.is_encrypted = document.pdf->isEncrypted();
        facts.is_tagged = isTagged();
        facts.is_linearized = document.pdf->isLinearized();
        facts.has_form = hasForm();
        facts.has_created = readDate("CreationDate", facts.created);
        facts.has_modified = readDate("ModDate", facts.modified);
        document.outline = readOutline(document);
        facts.outline = document.outline.data();
        facts.outline_count = document.outline.size();
        return facts;
    }

private:
    void readTexts(cpoppler_facts &facts) {
        facts.title = text(info, "Title");
        facts.author = text(info, "Author");
        facts.subject = text(info, "Subject");
        facts.keywords = text(info, "Keywords");
        facts.creator = text(info, "Creator");
        facts.producer = text(info, "Producer");
        facts.language = text(catalog, "Lang");
    }

    cpoppler_text text(const Object &dictionary, const char *key) {
        if (!dictionary.isDict()) {
            return {nullptr, 0};
        }
        const Object value = dictionary.dictLookup(key);
        if (!value.isString()) {
            return {nullptr, 0};
        }
        return document.keep(
            decodeTextString(value.getString()->toStr(), document.limits.max_fact_length));
    }

    bool readDate(const char *key, int64_t &seconds) {
        if (!info.isDict()) {
            return false;
        }
        const Object value = info.dictLookup(key);
        if (!value.isString()) {
            return false;
        }
        seconds = dateStringToTime(value.getString());
        return seconds != -1;
    }

    bool isTagged() {
        const auto marks = document.pdf->getCatalog()->getMarkInfo();
        return (marks & Catalog::markInfoMarked) && catalog.isDict() &&
               catalog.dictLookup("StructTreeRoot").isDict();
    }

    bool hasForm() {
        const Object *form = document.pdf->getCatalog()->getAcroForm();
        if (!form || !form->isDict()) {
            return false;
        }
        const Object fields = form->dictLookup("Fields");
        return (fields.isArray() && fields.arrayGetLength() > 0) ||
               !form->dictLookup("XFA").isNull();
    }

    cpoppler_document &document;
    Object info;
    Object catalog;
};

}  // namespace

cpoppler_status cpoppler_document_facts(cpoppler_document *document, cpoppler_facts *facts) {
    try {
        ComplaintScope scope(document->openingComplaints);
        *facts = FactsReader(*document).read();
        facts->complaints = document->openingComplaints.view();
        return CPOPPLER_OK;
    } catch (...) {
        return CPOPPLER_UNREADABLE;
    }
}
