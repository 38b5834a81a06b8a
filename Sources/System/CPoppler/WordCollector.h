// The words of a page that was recorded, in reading order.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include <TextOutputDev.h>

#include "ContentRecorder.h"
#include "include/CPoppler.h"

namespace cpoppler {

// Walks a coalesced TextPage. The page's text is built along the way; words are
// ranges of it.
class WordCollector {
public:
    WordCollector(const ContentRecorder &recorder, const cpoppler_limits &limits)
        : recorder(recorder), limits(limits) {}

    void collect();

    std::string text;
    std::vector<cpoppler_word> words;
    // Whether a limit cut words off.
    bool isCut = false;

private:
    struct Style {
        bool isBold, isItalic, isFixedWidth;
    };
    // A character of a line, or a space between two words (`word` is null).
    struct Letter {
        Unicode character;
        const TextWord *word;
    };

    bool findMainDirection() const;
    const TextLine *collectLine(const TextLine *line);
    void sortFromLeft();
    void readLetters();
    void putInLogicalOrder();
    void appendWords();
    bool continuesWord(const TextWord *last, const TextWord *next) const;
    void extendWord(const TextWord *word);
    bool beginWord(const TextWord *word);
    void endWord();
    Style styleOf(const TextFontInfo *font);

    const ContentRecorder &recorder;
    const cpoppler_limits &limits;
    bool isLeftToRight = true;
    int line = 0;
    int block = 0;
    int flow = 0;
    // Reused from line to line.
    std::vector<const TextWord *> sources;
    std::vector<Letter> letters;
    bool hasRightToLeft = false;
    bool hasShaped = false;
    std::unordered_map<const TextFontInfo *, Style> styles;
};

}  // namespace cpoppler
