#include "Text.h"

#include <UTF.h>
#include <goo/gmem.h>

namespace cpoppler {

namespace {

constexpr Unicode replacement = 0xfffd;

bool isControl(Unicode c) {
    return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0);
}

bool isScalar(Unicode c) { return c < 0xd800 || (c > 0xdfff && c <= 0x10ffff); }

bool hasUTF8Mark(const std::string &bytes) { return bytes.compare(0, 3, "\xef\xbb\xbf") == 0; }

// Reads one character at `position` and moves behind it; a malformed sequence
// reads as U+FFFD and takes one byte.
Unicode nextCharacter(const std::string &bytes, size_t &position) {
    const auto byte = [&](size_t i) -> unsigned char {
        return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0;
    };
    const unsigned char lead = byte(position++);
    if (lead < 0x80) {
        return lead;
    }
    const size_t more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
    static constexpr Unicode smallest[] = {0, 0x80, 0x800, 0x10000};
    if (lead < 0xc2 || lead > 0xf4) {
        return replacement;
    }
    Unicode value = lead & (0x3f >> more);
    for (size_t i = 0; i < more; ++i) {
        if ((byte(position + i) & 0xc0) != 0x80) {
            return replacement;
        }
        value = value << 6 | (byte(position + i) & 0x3f);
    }
    if (value < smallest[more] || !isScalar(value)) {
        return replacement;
    }
    position += more;
    return value;
}

}  // namespace

size_t lengthInUTF8(Unicode c) {
    if (isControl(c)) {
        return 0;
    }
    if (!isScalar(c)) {
        return 3;
    }
    return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

void appendUTF8(std::string &text, Unicode c) {
    if (isControl(c)) {
        return;
    }
    if (!isScalar(c)) {
        c = replacement;
    }
    if (c < 0x80) {
        text += static_cast<char>(c);
        return;
    }
    if (c < 0x800) {
        text += static_cast<char>(0xc0 | c >> 6);
    } else {
        if (c < 0x10000) {
            text += static_cast<char>(0xe0 | c >> 12);
        } else {
            text += static_cast<char>(0xf0 | c >> 18);
            text += static_cast<char>(0x80 | (c >> 12 & 0x3f));
        }
        text += static_cast<char>(0x80 | (c >> 6 & 0x3f));
    }
    text += static_cast<char>(0x80 | (c & 0x3f));
}

std::string cleanUTF8(const std::string &bytes, size_t maxCharacters) {
    std::string text;
    size_t position = 0;
    for (size_t count = 0; position < bytes.size() && count < maxCharacters; ++count) {
        appendUTF8(text, nextCharacter(bytes, position));
    }
    return text;
}

std::string decodeTextString(const std::string &bytes, size_t maxCharacters) {
    // Bounds the work before anything is copied: no encoding takes more than
    // four bytes a character, and a byte-order mark at most three.
    const std::string head = bytes.substr(0, maxCharacters * 4 + 4);
    if (hasUTF8Mark(head)) {
        return cleanUTF8(head.substr(3), maxCharacters);
    }
    Unicode *characters = nullptr;
    const int count = TextStringToUCS4(head, &characters);
    std::string text;
    for (int i = 0; i < count && static_cast<size_t>(i) < maxCharacters; ++i) {
        appendUTF8(text, characters[i]);
    }
    gfree(characters);
    return text;
}

}  // namespace cpoppler
