// Which language a text is in, by Compact Language Detector 2.
#include <cstring>
#include <string_view>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include "include/CPoppler.h"

namespace {

// CLD2 keeps a few codes of before BCP 47.
const char *currentTag(const char *code) {
    static constexpr struct {
        std::string_view old;
        const char *current;
    } renamed[] = {{"iw", "he"}, {"in", "id"}, {"ji", "yi"}, {"jw", "jv"}, {"mo", "ro"}};
    for (const auto &pair : renamed) {
        if (pair.old == code) {
            return pair.current;
        }
    }
    return code;
}

// More text does not make the detector surer. Cuts between characters.
int lengthToRead(const char *text, size_t length) {
    constexpr size_t maxLength = 64 * 1024;
    if (length > maxLength) {
        length = maxLength;
        while (length > 0 && (text[length] & 0xc0) == 0x80) {
            --length;
        }
    }
    return static_cast<int>(length);
}

}  // namespace

const char *cpoppler_language(const char *text, size_t length) {
    CLD2::Language languages[3];
    int percents[3];
    double scores[3];
    int textBytes = 0;
    int validBytes = 0;
    bool isReliable = false;
    const CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    const auto language = CLD2::ExtDetectLanguageSummaryCheckUTF8(
        text, lengthToRead(text, length), true, &hints, 0, languages, percents, scores, nullptr,
        &textBytes, &isReliable, &validBytes);
    // Codes beginning with "xx" stand for scripts.
    if (!isReliable || language == CLD2::UNKNOWN_LANGUAGE ||
        language == CLD2::TG_UNKNOWN_LANGUAGE) {
        return nullptr;
    }
    const char *code = CLD2::LanguageCode(language);
    return std::strncmp(code, "xx", 2) == 0 ? nullptr : currentTag(code);
}
