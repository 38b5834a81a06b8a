// An open document and what is laid over its pages.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <qpdf/QPDF.hh>

#include "InvisibleFont.h"
#include "SharedStreams.h"
#include "include/CQPDF.h"

struct cqpdf_document {
    cqpdf_document(const uint8_t *bytes, size_t length, size_t maxContentBytes);

    // An empty document.
    cqpdf_document();

    // The page (from 0); null where there is none.
    QPDFObjectHandle page(int32_t index) const;

    const size_t maxContentBytes;
    // Before `pdf`, which reads streams of them until it is closed.
    std::vector<std::unique_ptr<QPDF>> sheetFiles;
    QPDF pdf;
    std::vector<QPDFObjectHandle> pages;
    // Form XObjects of this document.
    std::vector<QPDFObjectHandle> sheets;
    // What names of sheets begin with: no name of a page's own does.
    std::string namePrefix;
    cqpdf::SharedStreams sharedStreams;
    // How many annotations have become content.
    int takenAnnotations = 0;
    cqpdf::InvisibleFont invisibleFont;
    // The decoded content of the page at hand.
    std::string content;
};

namespace cqpdf {

// Makes libqpdf say nothing on the standard streams.
void silence(QPDF &pdf);

// Runs `body`; anything that it throws becomes `failure`.
template <typename Body>
cqpdf_status guarded(cqpdf_status failure, Body body) {
    try {
        return body();
    } catch (...) {
        return failure;
    }
}

}  // namespace cqpdf
