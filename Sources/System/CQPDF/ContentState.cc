#include "ContentState.h"

#include <algorithm>
#include <string_view>

#include "Operators.h"

namespace cqpdf {

namespace {

enum Kind : unsigned char { regular, space, delimiter };

struct Kinds {
    Kind of[256] = {};
    constexpr Kinds() {
        for (const unsigned char c : {0, 9, 10, 12, 13, 32}) {
            of[c] = space;
        }
        for (const unsigned char c : {'(', ')', '<', '>', '[', ']', '{', '}', '/', '%'}) {
            of[c] = delimiter;
        }
    }
};
constexpr Kinds kinds;

bool is(Kind kind, char c) { return kinds.of[static_cast<unsigned char>(c)] == kind; }

// More open "q" than any viewer is known to stumble over.
constexpr int maxDepth = 256;

class ContentReader {
public:
    explicit ContentReader(const std::string &content)
        : next(content.data()), end(next + content.size()) {}

    ContentState read() {
        while (next < end && state.isClean) {
            readToken(*next);
        }
        state.isClean = state.isClean && nesting.empty() && operands == 0;
        state.openSaves = depth + state.missingSaves;
        return std::move(state);
    }

private:
    void readToken(char c) {
        if (is(space, c)) {
            ++next;
        } else if (is(regular, c)) {
            readWord();
        } else if (c == '%') {
            next = std::find_if(next, end, [](char c) { return c == '\n' || c == '\r'; });
        } else if (c == '/') {
            readName();
        } else if (c == '(') {
            readString();
        } else if (c == '<' || c == '[') {
            open(c);
        } else {
            close(c);
        }
    }

    void open(char c) {
        ++next;
        if (c == '<' && (next == end || *next != '<')) {
            readHexadecimal();
            return;
        }
        next += c == '<';
        nesting.push_back(c);
        state.isClean = nesting.size() <= maxDepth;
    }

    void close(char c) {
        const size_t length = c == '>' ? 2 : 1;
        const bool isWhole = static_cast<size_t>(end - next) >= length && next[length - 1] == c;
        const char opener = c == '>' ? '<' : c == ']' ? '[' : 0;
        if (!isWhole || nesting.empty() || nesting.back() != opener) {
            state.isClean = false;
            return;
        }
        next += length;
        nesting.pop_back();
        endObject();
    }

    void readHexadecimal() {
        const char *close = std::find(next, end, '>');
        state.isClean = close != end && std::all_of(next, close, [](char c) {
            return is(space, c) || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') ||
                   (c >= 'a' && c <= 'f');
        });
        next = close == end ? end : close + 1;
        endObject();
    }

    void readString() {
        int depth = 0;
        for (; next < end; ++next) {
            if (*next == '\\') {
                ++next;
            } else if (*next == '(') {
                ++depth;
            } else if (*next == ')' && --depth == 0) {
                ++next;
                endObject();
                return;
            }
        }
        next = end;
        state.isClean = false;
    }

    void readName() {
        const char *start = next++;
        next = std::find_if(next, end, [](char c) { return !is(regular, c); });
        name = std::string_view(start, static_cast<size_t>(next - start));
        state.isClean = name.size() <= 128;
        endObject();
    }

    void readWord() {
        const char *start = next;
        next = std::find_if(next, end, [](char c) { return !is(regular, c); });
        const std::string_view word(start, static_cast<size_t>(next - start));
        if (isNumber(word) || word == "true" || word == "false" || word == "null") {
            endObject();
        } else if (!nesting.empty()) {
            state.isClean = false;
        } else {
            execute(word);
        }
    }

    static bool isNumber(std::string_view word) {
        if (word.front() == '+' || word.front() == '-') {
            word.remove_prefix(1);
        }
        bool hasDigit = false, hasPoint = false;
        for (const char c : word) {
            if (c >= '0' && c <= '9') {
                hasDigit = true;
            } else if (c != '.' || hasPoint) {
                return false;
            } else {
                hasPoint = true;
            }
        }
        return hasDigit && word.size() <= 64;
    }

    void endObject() { operands += nesting.empty(); }

    void execute(std::string_view word) {
        const uint32_t code = packed(word);
        const Operator *known = operatorNamed(code);
        if (!known || (known->operands == Operator::anyNumber ? operands == 0
                                                              : operands != known->operands)) {
            state.isClean = false;
            return;
        }
        if (known->category) {
            state.names.emplace(known->category, name);
        }
        operands = 0;
        follow(code);
    }

    void follow(uint32_t code) {
        switch (code) {
        case packed("q"):
            state.isClean = ++depth <= maxDepth;
            break;
        case packed("Q"):
            state.missingSaves = std::max(state.missingSaves, -(--depth));
            state.isClean = state.missingSaves <= maxDepth;
            break;
        case packed("BT"):
        case packed("ET"):
            // One text object inside another, or an end without a beginning.
            state.isClean = state.isTextOpen == (code == packed("ET"));
            state.isTextOpen = !state.isTextOpen;
            break;
        case packed("BMC"):
        case packed("BDC"):
            state.isClean = ++state.openMarks <= maxDepth;
            break;
        case packed("EMC"):
            state.openMarks = std::max(state.openMarks - 1, 0);
            break;
        default:
            followPath(code);
        }
    }

    void followPath(uint32_t code) {
        switch (code) {
        case packed("m"):
        case packed("re"):
        case packed("W"):
        case packed("W*"):
            state.isPathOpen = true;
            break;
        case packed("b"):
        case packed("B"):
        case packed("b*"):
        case packed("B*"):
        case packed("f"):
        case packed("F"):
        case packed("f*"):
        case packed("n"):
        case packed("s"):
        case packed("S"):
            state.isPathOpen = false;
            break;
        default:
            break;
        }
    }

    const char *next;
    const char *const end;
    ContentState state;
    // '[' and '<' for arrays and dictionaries.
    std::string nesting;
    int operands = 0;
    int depth = 0;
    // The last name that was read.
    std::string_view name;
};

}  // namespace

ContentState stateAtEnd(const std::string &content) { return ContentReader(content).read(); }

int marksIn(const std::string &content) {
    int count = 0;
    for (const char *begin : {"BMC", "BDC"}) {
        for (size_t at = content.find(begin); at != std::string::npos;
             at = content.find(begin, at + 3)) {
            ++count;
        }
    }
    return count;
}

}  // namespace cqpdf
