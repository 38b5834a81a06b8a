// What a page's content leaves behind when it ends.
#pragma once

#include <set>
#include <string>
#include <utility>

namespace cqpdf {

struct ContentState {
    // Whether every viewer reads this content alike: each token ends, each operator is known
    // and has its operands. Only then do the other members say all.
    bool isClean = true;
    // How many "Q" there are without a "q" before them.
    int missingSaves = 0;
    // How many "q" are open at the end.
    int openSaves = 0;
    // How many BMC and BDC are open at the end.
    int openMarks = 0;
    bool isTextOpen = false;
    bool isPathOpen = false;
    // The named resources that are used, by the category of the resource dictionary.
    std::set<std::pair<std::string, std::string>> names;
};

// Reads decoded content once, in linear time.
ContentState stateAtEnd(const std::string &content);

// How often BMC or BDC stands anywhere, even in what is not clean: at least as often as marked
// content is open at the end.
int marksIn(const std::string &content);

}  // namespace cqpdf
