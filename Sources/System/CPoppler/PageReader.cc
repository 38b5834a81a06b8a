// One interpretation of a page: its text, its pictures' places, its picture.
#include <splash/SplashBitmap.h>

#include "Document.h"
#include "PageScale.h"
#include "Text.h"
#include "TextDevice.h"
#include "WordCollector.h"

using namespace cpoppler;

namespace {

class PageReader {
public:
    PageReader(cpoppler_document &document, Page &source, int32_t index)
        : document(document), source(source), index(index) {}

    bool read(int32_t rasterSide, cpoppler_page &page) {
        if (!scale.fit(source, rasterSide)) {
            return false;
        }
        page.width = scale.width;
        page.height = scale.height;
        page.rotation = scale.rotation;
        page.label = readLabel();
        document.recorder.startPage(scale);
        if (rasterSide > 0) {
            draw(page);
        } else {
            TextDevice device(document.recorder);
            display(device);
        }
        document.recorder.endPage();
        collectWords(page);
        page.images = document.recorder.images().data();
        page.image_count = document.recorder.images().size();
        return true;
    }

private:
    void draw(cpoppler_page &page) {
        if (!document.rasterDevice) {
            document.rasterDevice =
                std::make_unique<RasterDevice>(document.pdf.get(), document.recorder);
        }
        display(*document.rasterDevice);
        SplashBitmap *bitmap = document.rasterDevice->getBitmap();
        page.pixels = bitmap->getDataPtr();
        page.pixel_width = bitmap->getWidth();
        page.pixel_height = bitmap->getHeight();
    }

    void display(OutputDev &device) {
        const double resolution = scale.dotsPerInch;
        source.display(&device, resolution, resolution, 0, scale.usesMediaBox,
                       !scale.usesMediaBox, false, isTextFull, &document.recorder);
    }

    // Poppler asks every few operators whether to go on. A page whose text has
    // reached its limit is not worth the minutes that the rest may take.
    static bool isTextFull(void *recorder) {
        return static_cast<const ContentRecorder *>(recorder)->isTextFull();
    }

    void collectWords(cpoppler_page &page) {
        WordCollector collector(document.recorder, document.limits);
        collector.collect();
        if (collector.isCut || document.recorder.isCut()) {
            document.pageComplaints.add("Page has more content than is kept; the rest was cut");
        }
        document.pageText = std::move(collector.text);
        document.pageWords = std::move(collector.words);
        page.text = textView(document.pageText);
        page.words = document.pageWords.data();
        page.word_count = document.pageWords.size();
    }

    cpoppler_text readLabel() {
        GooString label;
        document.pageLabel.clear();
        const Object catalog = document.pdf->getXRef()->getCatalog();
        // Without labels Poppler would number the page itself.
        if (catalog.isDict() && catalog.dictLookup("PageLabels").isDict() &&
            document.pdf->getCatalog()->indexToLabel(index, &label)) {
            document.pageLabel =
                decodeTextString(label.toStr(), document.limits.max_fact_length);
        }
        return optionalTextView(document.pageLabel);
    }

    cpoppler_document &document;
    Page &source;
    int32_t index;
    PageScale scale;
};

// Poppler draws pages as if it were 1.
double userUnit(cpoppler_document &document, Page &page) {
    const Object dictionary = document.pdf->getXRef()->fetch(page.getRef());
    const Object unit = dictionary.isDict() ? dictionary.dictLookup("UserUnit") : Object();
    const double points = unit.isNum() ? unit.getNum() : 1;
    return points > 0 && points <= 75'000 ? points : 1;
}

}  // namespace

cpoppler_status cpoppler_page_read(cpoppler_document *document, int32_t index, int32_t raster_side,
                                   cpoppler_page *page) {
    try {
        document->pageComplaints.clear();
        ComplaintScope scope(document->pageComplaints);
        *page = {};
        Page *source = document->pdf->getPage(index + 1);
        if (!source || !source->isOk()) {
            return CPOPPLER_MISSING_PAGE;
        }
        if (!PageReader(*document, *source, index).read(raster_side, *page)) {
            return CPOPPLER_UNREADABLE;
        }
        page->complaints = document->pageComplaints.view();
        return CPOPPLER_OK;
    } catch (...) {
        return CPOPPLER_UNREADABLE;
    }
}

cpoppler_status cpoppler_page_size(cpoppler_document *document, int32_t index, double *width,
                                   double *height, double *unit) {
    try {
        ComplaintScope scope(document->pageComplaints);
        Page *source = document->pdf->getPage(index + 1);
        if (!source || !source->isOk()) {
            return CPOPPLER_MISSING_PAGE;
        }
        PageScale scale;
        if (!scale.fit(*source, 0)) {
            return CPOPPLER_UNREADABLE;
        }
        *width = scale.width;
        *height = scale.height;
        *unit = userUnit(*document, *source);
        return CPOPPLER_OK;
    } catch (...) {
        return CPOPPLER_UNREADABLE;
    }
}
