// Replaces what a page shows by a picture and by text without ink.
#include <algorithm>
#include <cerrno>
#include <stdexcept>
#include <unistd.h>

#include "Document.h"
#include "PageBox.h"

using namespace cqpdf;

namespace {

// Reads a part of a file whenever it is asked for it, so that no picture stays in memory.
class ExtentProvider : public QPDFObjectHandle::StreamDataProvider {
public:
    ExtentProvider(std::string before, cqpdf_extent extent, std::string after)
        : before(std::move(before)), extent(extent), after(std::move(after)) {}

    void provideStreamData(QPDFObjGen const &, Pipeline *output) override {
        output->writeString(before);
        std::vector<unsigned char> part(256 << 10);
        for (int64_t done = 0; done < extent.length;) {
            const auto wanted = std::min<int64_t>(extent.length - done,
                                                  static_cast<int64_t>(part.size()));
            const ssize_t count = pread(extent.descriptor, part.data(),
                                        static_cast<size_t>(wanted), extent.offset + done);
            if (count == 0 || (count < 0 && errno != EINTR)) {
                throw std::runtime_error("the page's parts cannot be read");
            }
            if (count > 0) {
                output->write(part.data(), static_cast<size_t>(count));
                done += count;
            }
        }
        output->writeString(after);
        output->finish();
    }

private:
    const std::string before;
    const cqpdf_extent extent;
    const std::string after;
};

QPDFObjectHandle stream(QPDF &pdf, const std::string &dictionary, const std::string &before,
                        cqpdf_extent extent, const std::string &after) {
    QPDFObjectHandle made = pdf.newStream();
    made.replaceDict(QPDFObjectHandle::parse(dictionary));
    made.replaceStreamData(std::make_shared<ExtentProvider>(before, extent, after),
                           made.getDict().getKey("/Filter"), QPDFObjectHandle::newNull());
    return made;
}

QPDFObjectHandle picture(QPDF &pdf, const cqpdf_burned_page &burned) {
    return stream(pdf,
                  "<< /Type /XObject /Subtype /Image /ColorSpace /DeviceRGB /BitsPerComponent 8 "
                  "/Filter /DCTDecode /Width " + std::to_string(burned.pixel_width) +
                      " /Height " + std::to_string(burned.pixel_height) + " >>",
                  "", burned.picture, "");
}

// The page keeps its own number, and its boxes, on which its links lie.
void dropAllBut(QPDFObjectHandle page, const PageBox &box) {
    QPDFObjectHandle user = page.getKey("/UserUnit");
    for (const std::string &key : page.getKeys()) {
        if (key != "/Type" && key != "/Parent" && key != "/Annots") {
            page.removeKey(key);
        }
    }
    page.replaceKey("/MediaBox", QPDFObjectHandle::newArray(box.media));
    page.replaceKey("/CropBox", QPDFObjectHandle::newArray(box.visible));
    page.replaceKey("/Rotate", QPDFObjectHandle::newInteger(box.rotation));
    if (user.isNumber()) {
        page.replaceKey("/UserUnit", user);
    }
}

QPDFObjectHandle fonts(cqpdf_document &document, const cqpdf_burned_page &burned) {
    QPDFObjectHandle fonts = QPDFObjectHandle::newDictionary();
    fonts.replaceKey("/F1", document.invisibleFont.basic(document.pdf));
    if (burned.scalar_count > 0) {
        fonts.replaceKey("/F2", document.invisibleFont.of(
                                    document.pdf, {burned.scalars,
                                                   burned.scalars + burned.scalar_count}));
    }
    return fonts;
}

void burn(cqpdf_document &document, QPDFObjectHandle page, const cqpdf_burned_page &burned) {
    const PageBox box(page);
    dropAllBut(page, box);
    QPDFObjectHandle pictures = QPDFObjectHandle::newDictionary();
    pictures.replaceKey("/MunimentPicture", picture(document.pdf, burned));
    QPDFObjectHandle resources = QPDFObjectHandle::newDictionary();
    resources.replaceKey("/XObject", pictures);
    resources.replaceKey("/Font", fonts(document, burned));
    page.replaceKey("/Resources", resources);
    page.replaceKey("/Contents",
                    stream(document.pdf, "<< >>",
                           "q " + box.placement(1, 1) + " cm /MunimentPicture Do Q\nq " +
                               box.placement(burned.width, burned.height) + " cm BT 3 Tr\n",
                           burned.text, "ET Q\n"));
}

}  // namespace

cqpdf_status cqpdf_document_burn_page(cqpdf_document *document, int32_t index,
                                      cqpdf_burned_page burned) {
    return guarded(CQPDF_UNREADABLE, [&] {
        QPDFObjectHandle page = document->page(index);
        if (!page.isDictionary()) {
            return CQPDF_MISSING_PAGE;
        }
        burn(*document, page, burned);
        return CQPDF_OK;
    });
}
