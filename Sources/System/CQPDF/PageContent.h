// The content streams of a page and what they hold.
#pragma once

#include <string>
#include <vector>

#include <qpdf/QPDFObjectHandle.hh>

namespace cqpdf {

enum class Decoding {
    whole,
    // A filter is unknown or its data is broken; what came before was decoded.
    damaged,
    tooLong,
};

// The streams of a page in order; anything else in their place is left out.
std::vector<QPDFObjectHandle> contentStreams(QPDFObjectHandle page);

// Decodes streams one after another into `content`, a newline behind each.
Decoding decode(std::vector<QPDFObjectHandle> &streams, size_t maxBytes, std::string &content);

// The resources of a page, which other pages may share; null where it has none.
QPDFObjectHandle resourcesOf(QPDFObjectHandle page);

// A category of resources; null where there is none.
QPDFObjectHandle category(QPDFObjectHandle resources, const std::string &name);

}  // namespace cqpdf
