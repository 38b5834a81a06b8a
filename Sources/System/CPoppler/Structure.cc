// The logical structure tree of a tagged document (ISO 32000-1, 14.7).
//
// Read from the objects rather than through Poppler's StructTreeRoot, which
// follows a hostile tree without bounds.
#include <algorithm>
#include <set>

#include <PDFDoc.h>

#include "Document.h"
#include "MarkedContent.h"
#include "StructureRole.h"
#include "Text.h"

using namespace cpoppler;

namespace {

constexpr int maxDepth = 100;
constexpr int maxRoleMappings = 10;
constexpr int maxSpan = 1000;

class StructureReader {
public:
    explicit StructureReader(cpoppler_document &document)
        : document(document), xref(document.pdf->getXRef()) {}

    std::vector<cpoppler_structure_entry> read() {
        const Object catalog = xref->getCatalog();
        if (!catalog.isDict()) {
            return {};
        }
        const Object root = catalog.dictLookup("StructTreeRoot");
        if (root.isDict()) {
            roleMap = root.dictLookup("RoleMap");
            classMap = root.dictLookup("ClassMap");
            readChildren(root, 0, -1);
        }
        return std::move(entries);
    }

private:
    bool isFull() const { return entries.size() >= document.limits.max_structure_nodes; }

    void readChildren(const Object &parent, int32_t depth, int32_t page) {
        if (depth >= maxDepth) {
            return;
        }
        const Object &kids = parent.dictLookupNF("K");
        const Object fetched = kids.fetch(xref);
        if (!fetched.isArray()) {
            readChild(kids, depth, page);
            return;
        }
        for (int i = 0; i < fetched.arrayGetLength() && !isFull(); ++i) {
            readChild(fetched.arrayGetNF(i), depth, page);
        }
    }

    // A child is an element, a reference to content or a bare identifier.
    void readChild(const Object &reference, int32_t depth, int32_t page) {
        if (isFull() || (reference.isRef() && !seen.insert(reference.getRefNum()).second)) {
            return;
        }
        const Object child = reference.fetch(xref);
        if (child.isInt()) {
            addContent(depth, page, markedContentIdentifier(0, child.getInt()));
        } else if (child.isDict("MCR")) {
            readContentReference(child, depth, page);
        } else if (child.isDict() && !child.isDict("OBJR")) {
            readElement(child, depth, page);
        }
    }

    void readContentReference(const Object &reference, int32_t depth, int32_t page) {
        const Object mcid = reference.dictLookup("MCID");
        if (mcid.isInt()) {
            const Object &stream = reference.dictLookupNF("Stm");
            const int form = stream.isRef() ? stream.getRefNum() : 0;
            addContent(depth, pageOf(reference, page),
                       markedContentIdentifier(form, mcid.getInt()));
        }
    }

    void addContent(int32_t depth, int32_t page, int64_t identifier) {
        if (page < 0 || identifier == noMarkedContent) {
            return;
        }
        cpoppler_structure_entry entry = {};
        entry.role = CPOPPLER_MARKED_CONTENT;
        entry.depth = depth;
        entry.page = page;
        entry.marked_content = identifier;
        entries.push_back(entry);
    }

    void readElement(const Object &element, int32_t depth, int32_t page) {
        const StructureRole role = roleOf(element);
        cpoppler_structure_entry entry = {};
        entry.role = role.role;
        entry.heading_level = role.headingLevel;
        entry.depth = depth;
        entry.row_span = entry.column_span = 1;
        entry.alt_text = text(element, "Alt");
        entry.actual_text = text(element, "ActualText");
        readAttributes(element, entry);
        entries.push_back(entry);
        readChildren(element, depth + 1, pageOf(element, page));
    }

    int32_t pageOf(const Object &object, int32_t inherited) {
        const Object &page = object.dictLookupNF("Pg");
        return page.isRef() ? document.pageIndex(page.getRef()) : inherited;
    }

    StructureRole roleOf(const Object &element) {
        StructureRole role = {CPOPPLER_GROUPING, 0};
        const Object type = element.dictLookup("S");
        if (!type.isName()) {
            return role;
        }
        std::string name = type.getName();
        for (int i = 0; i < maxRoleMappings && !findStandardRole(name, role); ++i) {
            const Object mapped = roleMap.isDict() ? roleMap.dictLookup(name.c_str()) : Object();
            if (!mapped.isName()) {
                break;
            }
            name = mapped.getName();
        }
        return role;
    }

    cpoppler_text text(const Object &element, const char *key) {
        const Object value = element.dictLookup(key);
        if (!value.isString()) {
            return {nullptr, 0};
        }
        return document.keep(
            decodeTextString(value.getString()->toStr(), document.limits.max_fact_length));
    }

    // The element's own attributes override those of its classes.
    void readAttributes(const Object &element, cpoppler_structure_entry &entry) {
        const Object classes = element.dictLookup("C");
        if (classMap.isDict() && classes.isArray()) {
            for (int i = 0; i < std::min(classes.arrayGetLength(), maxRoleMappings); ++i) {
                readClass(classes.arrayGet(i), entry);
            }
        } else if (classMap.isDict()) {
            readClass(classes, entry);
        }
        applyAttributes(element.dictLookup("A"), entry);
    }

    void readClass(const Object &name, cpoppler_structure_entry &entry) {
        if (name.isName()) {
            applyAttributes(classMap.dictLookup(name.getName()), entry);
        }
    }

    // One dictionary or an array of them, with revision numbers in between.
    void applyAttributes(const Object &attributes, cpoppler_structure_entry &entry) {
        if (attributes.isArray()) {
            for (int i = 0; i < std::min(attributes.arrayGetLength(), maxSpan); ++i) {
                applyDictionary(attributes.arrayGet(i), entry);
            }
        } else {
            applyDictionary(attributes, entry);
        }
    }

    void applyDictionary(const Object &attributes, cpoppler_structure_entry &entry) {
        if (!attributes.isDict() && !attributes.isStream()) {
            return;
        }
        const Dict *values =
            attributes.isStream() ? attributes.streamGetDict() : attributes.getDict();
        readSpan(values->lookup("RowSpan"), entry.row_span);
        readSpan(values->lookup("ColSpan"), entry.column_span);
        const Object numbering = values->lookup("ListNumbering");
        if (numbering.isName()) {
            entry.is_ordered_list = isOrdered(numbering.getName());
        }
    }

    static void readSpan(const Object &value, int32_t &span) {
        if (value.isInt()) {
            span = std::clamp(value.getInt(), 1, maxSpan);
        }
    }

    static bool isOrdered(const std::string &numbering) {
        return numbering == "Decimal" || numbering == "UpperRoman" || numbering == "LowerRoman" ||
               numbering == "UpperAlpha" || numbering == "LowerAlpha" || numbering == "Ordered";
    }

    cpoppler_document &document;
    XRef *xref;
    Object roleMap;
    Object classMap;
    std::vector<cpoppler_structure_entry> entries;
    std::set<int> seen;
};

}  // namespace

cpoppler_status cpoppler_document_structure(cpoppler_document *document,
                                            cpoppler_structure *structure) {
    try {
        ComplaintScope scope(document->openingComplaints);
        if (document->structure.empty()) {
            document->structure = StructureReader(*document).read();
        }
        *structure = {document->structure.data(), document->structure.size()};
        return CPOPPLER_OK;
    } catch (...) {
        return CPOPPLER_UNREADABLE;
    }
}
