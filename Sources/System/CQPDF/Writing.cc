// Writes a document as near to its own form as libqpdf can.
#include <cerrno>
#include <stdexcept>
#include <unistd.h>

#include <qpdf/Pipeline.hh>
#include <qpdf/QPDFWriter.hh>

#include "Document.h"

using namespace cqpdf;

namespace {

class DescriptorPipeline : public Pipeline {
public:
    DescriptorPipeline(int descriptor, cqpdf_progress progress, void *context)
        : Pipeline("copy", nullptr), descriptor(descriptor), progress(progress), context(context) {
        waiting.reserve(2 * batch);
    }

    void write(unsigned char const *data, size_t length) override {
        waiting.insert(waiting.end(), data, data + length);
        if (waiting.size() >= batch) {
            flush();
        }
    }

    void finish() override { flush(); }

private:
    void flush() {
        for (size_t done = 0; done < waiting.size();) {
            const ssize_t count = ::write(descriptor, waiting.data() + done, waiting.size() - done);
            if (count < 0 && errno != EINTR) {
                throw std::runtime_error("the copy cannot be written");
            }
            done += count > 0 ? static_cast<size_t>(count) : 0;
        }
        waiting.clear();
        progress(context);
    }

    static constexpr size_t batch = 256 << 10;

    const int descriptor;
    const cqpdf_progress progress;
    void *const context;
    std::vector<unsigned char> waiting;
};

}  // namespace

cqpdf_status cqpdf_document_write(cqpdf_document *document, int descriptor,
                                  cqpdf_progress progress, void *context) {
    return guarded(CQPDF_NOT_WRITTEN, [&] {
        DescriptorPipeline output(descriptor, progress, context);
        QPDFWriter writer(document->pdf);
        writer.setOutputPipeline(&output);
        // Streams that are compressed already are copied as they are.
        writer.setDecodeLevel(qpdf_dl_none);
        writer.setCompressStreams(true);
        writer.setObjectStreamMode(qpdf_o_preserve);
        writer.setDeterministicID(!document->pdf.isEncrypted());
        writer.write();
        return CQPDF_OK;
    });
}
