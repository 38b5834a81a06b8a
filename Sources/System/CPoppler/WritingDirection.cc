#include "WritingDirection.h"

namespace cpoppler {

namespace {

bool isBetween(Unicode c, Unicode first, Unicode last) { return c >= first && c <= last; }

bool isNumber(Unicode c) {
    return isBetween(c, '0', '9') || isBetween(c, 0x660, 0x669) || isBetween(c, 0x6f0, 0x6f9) ||
           isBetween(c, 0x2070, 0x2089);
}

bool isRightToLeft(Unicode c) {
    return isBetween(c, 0x590, 0x8ff) || isBetween(c, 0xfb1d, 0xfdff) ||
           isBetween(c, 0xfe70, 0xfefe) || isBetween(c, 0x10800, 0x10fff) ||
           isBetween(c, 0x1e800, 0x1efff) || c == 0x200f;
}

// Marks within the right-to-left blocks and punctuation everywhere.
bool isNeutral(Unicode c) {
    return c < 'A' || isBetween(c, '[', '`') || isBetween(c, '{', 0xa9) ||
           isBetween(c, 0xab, 0xb4) || isBetween(c, 0xb6, 0xb9) || isBetween(c, 0xbb, 0xbf) ||
           isBetween(c, 0x300, 0x36f) || isBetween(c, 0x591, 0x5bd) ||
           isBetween(c, 0x600, 0x607) || c == 0x60c || isBetween(c, 0x610, 0x61a) ||
           isBetween(c, 0x64b, 0x65f) || c == 0x670 || isBetween(c, 0x2000, 0x200d) ||
           isBetween(c, 0x2010, 0x206f) || isBetween(c, 0x20a0, 0x20cf) ||
           isBetween(c, 0x2190, 0x2bff) || isBetween(c, 0x3000, 0x3004) ||
           isBetween(c, 0x3008, 0x3020) || isBetween(c, 0xfe00, 0xfe6f) ||
           isBetween(c, 0xff00, 0xff20);
}

// What belongs to the number beside it, such as a currency or per cent sign.
bool isNumberSign(Unicode c) {
    return isBetween(c, '#', '%') || isBetween(c, 0xa2, 0xa5) || c == 0xb0 ||
           isBetween(c, 0x2030, 0x2034) || isBetween(c, 0x20a0, 0x20cf) || c == 0x66a;
}

// Whether the character at `i` takes the direction of the text around a run
// that ends with it rather than of the run: neither a letter nor part of a number.
bool isOutside(const std::vector<Unicode> &line, int i, int inside) {
    const Direction direction = directionOf(line[i]);
    return direction == Direction::neutral &&
           !(isNumberSign(line[i]) && directionOf(line[inside]) == Direction::number);
}

}  // namespace

Direction directionOf(Unicode c) {
    if (c < 0x80) {
        const bool isLetter = isBetween(c | 0x20, 'a', 'z');
        return isBetween(c, '0', '9') ? Direction::number
               : isLetter             ? Direction::left
                                      : Direction::neutral;
    }
    if (isNumber(c)) {
        return Direction::number;
    }
    if (isNeutral(c)) {
        return Direction::neutral;
    }
    return isRightToLeft(c) ? Direction::right : Direction::left;
}

std::vector<int> logicalOrder(const std::vector<Unicode> &line, bool isPageLeftToRight) {
    const int length = static_cast<int>(line.size());
    const auto endsLeftRun = [&](int i) { return directionOf(line[i]) == Direction::right; };
    const auto endsRightRun = [&](int i) {
        const Direction direction = directionOf(line[i]);
        return direction == Direction::left || direction == Direction::number;
    };
    const auto startsLeftRun = [&](int i) {
        return endsRightRun(i) || (i > 0 && isNumberSign(line[i]) &&
                                   directionOf(line[i - 1]) == Direction::number);
    };
    std::vector<int> order;
    order.reserve(line.size());
    if (isPageLeftToRight) {
        for (int i = 0; i < length;) {
            for (; i < length && !endsLeftRun(i); ++i) {
                order.push_back(i);
            }
            int end = i;
            while (end < length && !endsRightRun(end)) {
                ++end;
            }
            while (end - 1 > i && isOutside(line, end - 1, end - 2)) {
                --end;
            }
            for (int k = end - 1; k >= i; --k) {
                order.push_back(k);
            }
            i = end;
        }
        return order;
    }
    for (int i = length - 1; i >= 0;) {
        for (; i >= 0 && !startsLeftRun(i); --i) {
            order.push_back(i);
        }
        int start = i;
        while (start >= 0 && !endsLeftRun(start)) {
            --start;
        }
        while (start + 1 < i && isOutside(line, start + 1, start + 2)) {
            ++start;
        }
        for (int k = start + 1; k <= i; ++k) {
            order.push_back(k);
        }
        i = start;
    }
    return order;
}

}  // namespace cpoppler
