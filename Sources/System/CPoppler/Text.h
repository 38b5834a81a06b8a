// Document text as clean UTF-8.
#pragma once

#include <string>

#include <CharTypes.h>

#include "include/CPoppler.h"

namespace cpoppler {

// Appends a character; control characters are dropped (newline and tab stay),
// what is not a Unicode scalar value becomes U+FFFD.
void appendUTF8(std::string &text, Unicode character);

// How many bytes appendUTF8 would append.
size_t lengthInUTF8(Unicode character);

// Repairs `bytes` (UTF-8 of unknown quality) and keeps `maxCharacters` of it.
std::string cleanUTF8(const std::string &bytes, size_t maxCharacters);

// A PDF text string (ISO 32000-1, 7.9.2.2: PDFDocEncoding, UTF-16 or UTF-8).
std::string decodeTextString(const std::string &bytes, size_t maxCharacters);

// Points into `text`.
inline cpoppler_text textView(const std::string &text) { return {text.data(), text.size()}; }

// Points into `text`; empty texts count as none.
inline cpoppler_text optionalTextView(const std::string &text) {
    return text.empty() ? cpoppler_text{nullptr, 0} : textView(text);
}

}  // namespace cpoppler
