#include "MarkedContent.h"

namespace cpoppler {

namespace {

constexpr int identifierBits = 24;

}  // namespace

int64_t markedContentIdentifier(int formObject, int mcid) {
    if (formObject < 0 || mcid < 0 || mcid >= 1 << identifierBits) {
        return noMarkedContent;
    }
    return static_cast<int64_t>(formObject) << identifierBits | mcid;
}

void MarkedContentStack::begin(Dict *properties) {
    int64_t inner = identifier();
    if (properties) {
        const Object mcid = properties->lookup("MCID");
        if (mcid.isInt()) {
            const int form = forms.empty() ? 0 : forms.back().object;
            inner = markedContentIdentifier(form, mcid.getInt());
        }
    }
    open.push_back(inner);
}

// Poppler announces the end of content whose properties are a resource name
// but not its beginning, so an end may find nothing of this stream open.
void MarkedContentStack::end() {
    const size_t base = forms.empty() ? 0 : forms.back().base;
    if (open.size() > base) {
        open.pop_back();
    }
}

void MarkedContentStack::beginForm(Ref form) { forms.push_back({form.num, open.size()}); }

void MarkedContentStack::endForm() {
    if (!forms.empty()) {
        open.resize(std::min(open.size(), forms.back().base));
        forms.pop_back();
    }
}

}  // namespace cpoppler
