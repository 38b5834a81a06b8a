// Where links and outline entries lead, without anything else that they may carry.
#pragma once

#include <set>

#include <qpdf/QPDF.hh>

namespace cqpdf {

class Destinations {
public:
    explicit Destinations(const std::vector<QPDFObjectHandle> &pages);

    // Puts into `to` where `from` leads: a place in this document or an address of the web.
    // False, and nothing is put, where it leads nowhere else.
    bool copy(QPDFObjectHandle from, QPDFObjectHandle to) const;

    // A place as a named destination has it; null where there is none. Pages that are not
    // among the document's are none: they would bring their content along.
    QPDFObjectHandle place(QPDFObjectHandle destination) const;

private:
    QPDFObjectHandle reference(QPDFObjectHandle destination) const;

    std::set<QPDFObjGen> pages;
};

}  // namespace cqpdf
