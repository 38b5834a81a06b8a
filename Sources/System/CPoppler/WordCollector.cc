#include "WordCollector.h"

#include <algorithm>
#include <cctype>

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

}  // namespace

void WordCollector::collect() {
    isLeftToRight = findMainDirection();
    for (const TextFlow *f = recorder.page()->getFlows(); f && !isCut; f = f->getNext(), ++flow) {
        for (const TextBlock *b = f->getBlocks(); b && !isCut; b = b->getNext(), ++block) {
            for (const TextLine *l = b->getLines(); l && !isCut; l = l->getNext(), ++line) {
                collectLine(l);
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

void WordCollector::collectLine(const TextLine *textLine) {
    readLetters(textLine);
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
}

void WordCollector::readLetters(const TextLine *textLine) {
    letters.clear();
    hasRightToLeft = false;
    for (const TextWord *word = textLine->getWords(); word; word = word->nextWord()) {
        for (int i = 0; i < word->getLength(); ++i) {
            const Unicode character = *word->getChar(i);
            letters.push_back({character, word});
            hasRightToLeft |= directionOf(character) == Direction::right;
        }
        if (word->hasSpaceAfter()) {
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
            if (current) {
                endWord();
            }
            current = letter.word;
            if (current && !beginWord(current)) {
                return;
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
