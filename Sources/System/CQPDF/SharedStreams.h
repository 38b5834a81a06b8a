// Short pieces of content that many pages have in common.
#pragma once

#include <string>
#include <unordered_map>

#include <qpdf/QPDF.hh>

namespace cqpdf {

class SharedStreams {
public:
    // The stream of this document with these bytes, made when it is first asked for.
    QPDFObjectHandle stream(QPDF &pdf, const std::string &content) {
        const auto found = streams.find(content);
        if (found != streams.end()) {
            return found->second;
        }
        return streams.emplace(content, pdf.newStream(content)).first->second;
    }

private:
    std::unordered_map<std::string, QPDFObjectHandle> streams;
};

}  // namespace cqpdf
