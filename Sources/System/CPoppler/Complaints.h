// What Poppler says of damage while it works.
#pragma once

#include <string>
#include <vector>

#include "include/CPoppler.h"

namespace cpoppler {

// A bounded set of messages in the order they first came. Quoted parts are cut
// out of them: they may be text of the document.
class Complaints {
public:
    explicit Complaints(size_t maxCount) : maxCount(maxCount) {}

    void add(const char *message);
    void clear();
    cpoppler_texts view();

    // Makes the current thread's Complaints hear what Poppler reports.
    static void listen();

private:
    size_t maxCount;
    std::vector<std::string> messages;
    std::vector<cpoppler_text> texts;
};

// Sends the complaints of this thread to `complaints` for as long as it lives.
class ComplaintScope {
public:
    explicit ComplaintScope(Complaints &complaints);
    ~ComplaintScope();
    ComplaintScope(const ComplaintScope &) = delete;
    ComplaintScope &operator=(const ComplaintScope &) = delete;

private:
    Complaints *outer;
};

}  // namespace cpoppler
