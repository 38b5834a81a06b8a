// Which marked content the page's content stream is in.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include <Object.h>

namespace cpoppler {

constexpr int64_t noMarkedContent = -1;

// The identifier that is unique on a page: each content stream numbers its
// content for itself, so content of a form XObject carries the form's object
// number; 0 stands for the page's own content.
int64_t markedContentIdentifier(int formObject, int mcid);

// Follows BDC, BMC, EMC and form XObjects. Content belongs to the innermost
// identifier around it.
class MarkedContentStack {
public:
    void begin(Dict *properties);
    void end();
    void beginForm(Ref form);
    void endForm();

    int64_t identifier() const { return open.empty() ? noMarkedContent : open.back(); }

private:
    struct Form {
        int object;
        // How much was open around the form.
        size_t base;
    };

    std::vector<int64_t> open;
    std::vector<Form> forms;
};

}  // namespace cpoppler
