#include "WordCollector.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <tuple>

#include "Text.h"
#include "WritingDirection.h"

namespace cpoppler {

namespace {

// The font's name without subset prefix, in lower case.
std::string plainName(const GooString *fontName) {
    std::string name = fontName ? fontName->toStr() : std::string();
    const size_t plus = name.find('+');
    if (plus != std::string::npos) {
        name.erase(0, plus + 1);
    }
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return name;
}

bool containsAny(const std::string &name, std::initializer_list<const char *> parts) {
    return std::any_of(parts.begin(), parts.end(), [&](const char *part) {
        return name.find(part) != std::string::npos;
    });
}

bool isRightToLeft(const TextWord *word) {
    for (int i = 0; i < word->getLength(); ++i) {
        const Unicode c = *word->getChar(i);
        if (c >= 0x80 && directionOf(c) == Direction::right) {
            return true;
        }
    }
    return false;
}

// Whether a word begins with a letter of South or South-East Asia, whose marks
// Poppler sets apart.
bool isShaped(const TextWord *word) {
    const Unicode c = word->getLength() > 0 ? *word->getChar(0) : 0;
    return (c >= 0x900 && c <= 0x109f) || (c >= 0x1780 && c <= 0x17ff);
}

// Whether a word begins with a left-to-right letter or a digit.
bool isLeftToRightWord(const TextWord *word) {
    const Direction direction =
        word->getLength() > 0 ? directionOf(*word->getChar(0)) : Direction::neutral;
    return direction == Direction::left || direction == Direction::number;
}

// A vowel sign or another mark that stands over a right-to-left letter.
bool isMark(Unicode c) {
    return (c >= 0x591 && c <= 0x5bd) || c == 0x5bf || c == 0x5c1 || c == 0x5c2 ||
           (c >= 0x610 && c <= 0x61a) || (c >= 0x64b && c <= 0x65f) || c == 0x670;
}

bool isMark(const TextWord *word) { return word->getLength() == 1 && isMark(*word->getChar(0)); }

// Where a word stands from left to right.
struct Extent {
    double left, right;

    explicit Extent(const TextWord *word) {
        double top, bottom;
        word->getBBox(&left, &top, &right, &bottom);
    }
    double middle() const { return (left + right) / 2; }
};

// Letters that join leave less space than a word space, and some leave a little.
bool hasSpaceBetween(const TextWord *left, const TextWord *right) {
    return Extent(right).left - Extent(left).right >
           0.15 * std::min(left->getFontSize(), right->getFontSize());
}

// Whether Poppler broke a line where letters overlap, as in a ligature.
bool isBrokenOff(const TextWord *last, const TextWord *next) {
    if (!next) {
        return false;
    }
    const double em = std::min(last->getFontSize(), next->getFontSize());
    const double gap = Extent(next).left - Extent(last).right;
    return std::abs(last->getBaseline() - next->getBaseline()) < 0.2 * em && gap < 0.5 * em &&
           gap > -em;
}

}  // namespace

void WordCollector::collect() {
    isLeftToRight = findMainDirection();
    for (const TextFlow *f = recorder.page()->getFlows(); f && !isCut; f = f->getNext(), ++flow) {
        for (const TextBlock *b = f->getBlocks(); b && !isCut; b = b->getNext(), ++block) {
            for (const TextLine *l = b->getLines(); l && !isCut; ++line) {
                l = collectLine(l);
            }
            if (!text.empty()) {
                text += '\n';
            }
        }
    }
    while (!text.empty() && text.back() == '\n') {
        text.pop_back();
    }
    if (!text.empty()) {
        text += '\n';
    }
}

// As Poppler finds the page's primary direction.
bool WordCollector::findMainDirection() const {
    int64_t balance = 0;
    for (const TextFlow *f = recorder.page()->getFlows(); f; f = f->getNext()) {
        for (const TextBlock *b = f->getBlocks(); b; b = b->getNext()) {
            for (const TextLine *l = b->getLines(); l; l = l->getNext()) {
                for (const TextWord *w = l->getWords(); w; w = w->nextWord()) {
                    for (int i = 0; i < w->getLength(); ++i) {
                        const Direction direction = directionOf(*w->getChar(i));
                        balance += direction == Direction::left;
                        balance -= direction == Direction::right;
                    }
                }
            }
        }
    }
    return balance >= 0;
}

// Collects a line and what Poppler broke off it; returns the line after.
const TextLine *WordCollector::collectLine(const TextLine *textLine) {
    sources.clear();
    hasRightToLeft = hasShaped = false;
    const TextLine *next = textLine;
    do {
        for (const TextWord *word = next->getWords(); word; word = word->nextWord()) {
            sources.push_back(word);
            hasRightToLeft |= isRightToLeft(word);
            hasShaped |= isShaped(word);
        }
        next = next->getNext();
    } while (next && (hasRightToLeft || hasShaped) && isBrokenOff(sources.back(), next->getWords()));
    if (hasRightToLeft || hasShaped) {
        sortFromLeft();
    }
    readLetters();
    if (hasRightToLeft) {
        putInLogicalOrder();
    }
    const size_t first = words.size();
    appendWords();
    if (words.size() > first) {
        // A limit may have cut the line behind a space.
        if (text.back() == ' ') {
            text.pop_back();
        }
        text += '\n';
        words.back().is_followed_by_space = true;
    }
    return next;
}

// Right-to-left and shaped text is often drawn letter by letter, and Poppler orders letters
// by their left edges. A mark stands over a letter or, without a width of its
// own, at the letter's right edge; it goes to the letter's left, as it follows it
// in right-to-left order.
void WordCollector::sortFromLeft() {
    std::vector<std::pair<double, double>> letterEnds;
    for (const TextWord *word : sources) {
        if (!isMark(word)) {
            letterEnds.emplace_back(Extent(word).right, Extent(word).middle());
        }
    }
    std::sort(letterEnds.begin(), letterEnds.end());
    std::vector<std::tuple<double, size_t, const TextWord *>> places;
    for (const TextWord *word : sources) {
        double place = Extent(word).middle();
        if (isMark(word)) {
            const double edge = place - 0.02 * word->getFontSize();
            const auto letter = std::lower_bound(letterEnds.begin(), letterEnds.end(),
                                                 std::make_pair(edge, -HUGE_VAL));
            place = letter == letterEnds.end() ? place : letter->second - 0.001;
        }
        places.emplace_back(place, places.size(), word);
    }
    std::sort(places.begin(), places.end());
    std::transform(places.begin(), places.end(), sources.begin(),
                   [](const auto &place) { return std::get<2>(place); });
}

void WordCollector::readLetters() {
    letters.clear();
    for (size_t k = 0; k < sources.size(); ++k) {
        const TextWord *word = sources[k];
        for (int i = 0; i < word->getLength(); ++i) {
            letters.push_back({*word->getChar(i), word});
            // Poppler puts a mark behind its letter, which is its right here.
            if (i > 0 && isMark(*word->getChar(i))) {
                std::swap(letters[letters.size() - 2], letters.back());
            }
        }
        const bool mayJoin = k + 1 < sources.size() &&
                             (hasRightToLeft || isShaped(word) || isShaped(sources[k + 1]));
        if (mayJoin ? hasSpaceBetween(word, sources[k + 1]) : word->hasSpaceAfter()) {
            letters.push_back({' ', nullptr});
        }
    }
}

void WordCollector::putInLogicalOrder() {
    std::vector<Unicode> characters;
    for (const Letter &letter : letters) {
        characters.push_back(letter.character);
    }
    std::vector<Letter> ordered;
    for (int position : logicalOrder(characters, isLeftToRight)) {
        ordered.push_back(letters[static_cast<size_t>(position)]);
    }
    letters = std::move(ordered);
}

void WordCollector::appendWords() {
    const TextWord *current = nullptr;
    for (const Letter &letter : letters) {
        if (letter.word != current) {
            if (current && letter.word && continuesWord(current, letter.word)) {
                extendWord(letter.word);
                current = letter.word;
            } else {
                if (current) {
                    endWord();
                }
                current = letter.word;
                if (current && !beginWord(current)) {
                    return;
                }
            }
        }
        if (text.size() + lengthInUTF8(letter.character) >= limits.max_page_text_bytes) {
            isCut = true;
            break;
        }
        if (current) {
            appendUTF8(text, letter.character);
        } else if (!words.empty() && words.back().line == line) {
            text += ' ';
            words.back().is_followed_by_space = true;
        }
    }
    if (current) {
        endWord();
    }
}

// Whether letters that were drawn one by one are of one word.
bool WordCollector::continuesWord(const TextWord *last, const TextWord *next) const {
    const bool mayJoin =
        hasRightToLeft ? !isLeftToRightWord(last) || !isLeftToRightWord(next)
                       : isShaped(last) || isShaped(next);
    return mayJoin &&
           recorder.markedContentAt(last->getCharPos()) ==
               recorder.markedContentAt(next->getCharPos());
}

void WordCollector::extendWord(const TextWord *source) {
    cpoppler_box &box = words.back().box;
    double left, top, right, bottom;
    source->getBBox(&left, &top, &right, &bottom);
    right = std::max(right, box.x + box.width);
    bottom = std::max(bottom, box.y + box.height);
    box.x = std::min(box.x, left);
    box.y = std::min(box.y, top);
    box.width = right - box.x;
    box.height = bottom - box.y;
}

bool WordCollector::beginWord(const TextWord *source) {
    if (words.size() >= limits.max_words_per_page) {
        isCut = true;
        return false;
    }
    cpoppler_word word = {};
    double right, bottom;
    source->getBBox(&word.box.x, &word.box.y, &right, &bottom);
    word.box.width = right - word.box.x;
    word.box.height = bottom - word.box.y;
    word.text_start = static_cast<uint32_t>(text.size());
    word.quarters = source->getRotation();
    word.baseline = source->getBaseline();
    word.font_size = source->getFontSize();
    word.line = line;
    word.block = block;
    word.flow = flow;
    word.marked_content = recorder.markedContentAt(source->getCharPos());
    word.is_invisible = recorder.isInvisibleAt(source->getCharPos());
    const Style style = styleOf(source->getFontInfo(0));
    word.is_bold = style.isBold;
    word.is_italic = style.isItalic;
    word.is_fixed_width = style.isFixedWidth;
    words.push_back(word);
    return true;
}

// A word of nothing but control characters is none.
void WordCollector::endWord() {
    cpoppler_word &word = words.back();
    word.text_length = static_cast<uint32_t>(text.size()) - word.text_start;
    if (word.text_length == 0) {
        words.pop_back();
    }
}

// Many fonts tell their style in their name only.
WordCollector::Style WordCollector::styleOf(const TextFontInfo *font) {
    const auto known = styles.find(font);
    if (known != styles.end()) {
        return known->second;
    }
    const std::string name = plainName(font->getFontName());
    const Style style = {
        font->isBold() || containsAny(name, {"bold", "black", "heavy", "demi"}),
        font->isItalic() || containsAny(name, {"italic", "oblique"}),
        font->isFixedWidth() || containsAny(name, {"courier", "mono", "consolas", "menlo"}),
    };
    styles.emplace(font, style);
    return style;
}

}  // namespace cpoppler
