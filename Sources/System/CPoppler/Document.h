// An open document and what was read from it.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include <PDFDoc.h>

#include "Complaints.h"
#include "ContentRecorder.h"
#include "RasterDevice.h"
#include "include/CPoppler.h"

// Members are declared so that what points into the document goes first.
struct cpoppler_document {
    cpoppler_document(const uint8_t *bytes, size_t length, const char *password,
                      const cpoppler_limits &limits);

    // The index (from 0) of the page with this object, -1 where there is none.
    int32_t pageIndex(Ref page);

    // Keeps a text for as long as the document is open.
    cpoppler_text keep(std::string text);

    const cpoppler_limits limits;
    cpoppler::Complaints openingComplaints;
    cpoppler::Complaints pageComplaints;
    std::unique_ptr<PDFDoc> pdf;

    std::deque<std::string> texts;
    std::vector<cpoppler_outline_item> outline;
    std::vector<cpoppler_structure_entry> structure;

    cpoppler::ContentRecorder recorder;
    // Made for the first page that is drawn.
    std::unique_ptr<cpoppler::RasterDevice> rasterDevice;
    std::string pageText;
    std::string pageLabel;
    std::vector<cpoppler_word> pageWords;

private:
    // By object number; filled when first asked.
    std::unordered_map<int, int32_t> pageIndexes;
};
