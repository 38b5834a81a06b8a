#include "PageContent.h"

#include <algorithm>
#include <stdexcept>

#include <qpdf/Pipeline.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

namespace cqpdf {

namespace {

class BoundedText : public Pipeline {
public:
    BoundedText(std::string &text, size_t maxBytes)
        : Pipeline("content", nullptr), text(text), maxBytes(maxBytes) {}

    void write(unsigned char const *data, size_t length) override {
        if (length > maxBytes - std::min(maxBytes, text.size())) {
            isFull = true;
            throw std::runtime_error("content is too long");
        }
        text.append(reinterpret_cast<const char *>(data), length);
    }

    void finish() override {}

    bool isFull = false;

private:
    std::string &text;
    const size_t maxBytes;
};

bool pipe(QPDFObjectHandle stream, BoundedText &text) {
    try {
        bool isFiltered = false;
        return stream.pipeStreamData(&text, &isFiltered, 0, qpdf_dl_all, true, false) &&
               isFiltered;
    } catch (const std::exception &) {
        return false;
    }
}

}  // namespace

std::vector<QPDFObjectHandle> contentStreams(QPDFObjectHandle page) {
    std::vector<QPDFObjectHandle> streams;
    QPDFObjectHandle contents = page.getKey("/Contents");
    if (contents.isStream()) {
        streams.push_back(contents);
    }
    const int count = contents.isArray() ? contents.getArrayNItems() : 0;
    for (int i = 0; i < count; ++i) {
        if (contents.getArrayItem(i).isStream()) {
            streams.push_back(contents.getArrayItem(i));
        }
    }
    return streams;
}

Decoding decode(std::vector<QPDFObjectHandle> &streams, size_t maxBytes, std::string &content) {
    content.clear();
    BoundedText text(content, maxBytes);
    bool isWhole = true;
    for (QPDFObjectHandle &stream : streams) {
        isWhole &= pipe(stream, text);
        if (text.isFull) {
            return Decoding::tooLong;
        }
        content += '\n';
    }
    return isWhole ? Decoding::whole : Decoding::damaged;
}

QPDFObjectHandle resourcesOf(QPDFObjectHandle page) {
    QPDFObjectHandle resources = QPDFPageObjectHelper(page).getAttribute("/Resources", false);
    return resources.isDictionary() ? resources : QPDFObjectHandle::newNull();
}

QPDFObjectHandle category(QPDFObjectHandle resources, const std::string &name) {
    QPDFObjectHandle found = resources.getKeyIfDict(name);
    return found.isDictionary() ? found : QPDFObjectHandle::newNull();
}

}  // namespace cqpdf
