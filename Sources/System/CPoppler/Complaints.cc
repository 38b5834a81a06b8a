#include "Complaints.h"

#include <algorithm>
#include <cstring>

#include <Error.h>

#include "Text.h"

namespace cpoppler {

namespace {

constexpr size_t maxMessageLength = 200;

thread_local Complaints *current = nullptr;

std::string withoutQuotations(const char *message) {
    std::string kept;
    char quote = 0;
    for (const char *c = message; *c && kept.size() < maxMessageLength; ++c) {
        if (quote) {
            if (*c != quote) {
                continue;
            }
            quote = 0;
        } else if (*c == '"' || (*c == '\'' && (kept.empty() || kept.back() == ' '))) {
            quote = *c;
        }
        kept += *c;
    }
    return kept;
}

// Warnings are left out: what is drawn is right all the same.
bool isDamage(ErrorCategory category) {
    return category == errSyntaxError || category == errIO || category == errUnimplemented ||
           category == errInternal;
}

void hear(ErrorCategory category, Goffset, const char *message) {
    if (current && isDamage(category)) {
        current->add(message);
    }
}

}  // namespace

void Complaints::add(const char *message) {
    if (messages.size() >= maxCount) {
        return;
    }
    std::string text = cleanUTF8(withoutQuotations(message), maxMessageLength);
    if (std::find(messages.begin(), messages.end(), text) == messages.end()) {
        messages.push_back(std::move(text));
    }
}

void Complaints::clear() { messages.clear(); }

cpoppler_texts Complaints::view() {
    texts.clear();
    for (const std::string &message : messages) {
        texts.push_back(textView(message));
    }
    return {texts.data(), texts.size()};
}

void Complaints::listen() { setErrorCallback(hear); }

ComplaintScope::ComplaintScope(Complaints &complaints) : outer(current) { current = &complaints; }

ComplaintScope::~ComplaintScope() { current = outer; }

}  // namespace cpoppler
