#include "CoveringAnnotations.h"

#include <algorithm>

#include <qpdf/QPDFAnnotationObjectHelper.hh>

namespace cqpdf {

namespace {

// Of the page's area.
constexpr double coveringShare = 0.25;

bool isOneOf(QPDFObjectHandle annotation, std::initializer_list<const char *> subtypes) {
    QPDFObjectHandle subtype = annotation.getKeyIfDict("/Subtype");
    return std::any_of(subtypes.begin(), subtypes.end(), [&](const char *name) {
        return subtype.isNameAndEquals(name);
    });
}

bool isField(QPDFObjectHandle annotation) { return isOneOf(annotation, {"/Widget"}); }

// Without an appearance of its own, text markup lets through what is under it.
bool hidesNothing(QPDFObjectHandle annotation) {
    return isOneOf(annotation, {"/Link", "/Popup"}) ||
           (!annotation.getKeyIfDict("/AP").isDictionary() &&
            isOneOf(annotation, {"/Highlight", "/Underline", "/Squiggly", "/StrikeOut"}));
}

// The share of the page that an annotation's rectangle covers.
double shareOf(QPDFObjectHandle annotation, const PageBox &box) {
    if (!annotation.isDictionary() || hidesNothing(annotation) ||
        !annotation.getKey("/Rect").isRectangle()) {
        return 0;
    }
    const QPDFObjectHandle::Rectangle rect = annotation.getKey("/Rect").getArrayAsRectangle();
    const double left = std::max(std::min(rect.llx, rect.urx), box.visible.llx);
    const double right = std::min(std::max(rect.llx, rect.urx), box.visible.urx);
    const double bottom = std::max(std::min(rect.lly, rect.ury), box.visible.lly);
    const double top = std::min(std::max(rect.lly, rect.ury), box.visible.ury);
    const double area =
        (box.visible.urx - box.visible.llx) * (box.visible.ury - box.visible.lly);
    return std::max(right - left, 0.0) * std::max(top - bottom, 0.0) / area;
}

// Whether each annotation of an array is taken.
std::vector<bool> covering(QPDFObjectHandle annotations, const PageBox &box) {
    std::vector<double> shares;
    double all = 0;
    const int count = annotations.isArray() ? annotations.getArrayNItems() : 0;
    for (int i = 0; i < count; ++i) {
        QPDFObjectHandle annotation = annotations.getArrayItem(i);
        shares.push_back(shareOf(annotation, box));
        all += isField(annotation) ? 0 : shares.back();
    }
    std::vector<bool> taken;
    for (int i = 0; i < count; ++i) {
        const double share = shares[static_cast<size_t>(i)];
        taken.push_back(share > coveringShare ||
                        (all > coveringShare && share > 0 &&
                         !isField(annotations.getArrayItem(i))));
    }
    return taken;
}

// The content that draws an annotation where it stands; empty where viewers show none.
std::string drawing(QPDFObjectHandle annotation, QPDFObjectHandle objects,
                    const std::string &name, int rotation) {
    QPDFAnnotationObjectHelper helper(annotation);
    QPDFObjectHandle appearance = helper.getAppearanceStream("/N");
    if (!appearance.isStream()) {
        return "";
    }
    // Both may be on a layer that is off.
    if (annotation.hasKey("/OC") && !appearance.getDict().hasKey("/OC")) {
        appearance.getDict().replaceKey("/OC", annotation.getKey("/OC"));
    }
    objects.replaceKey(name, appearance);
    return "\n" + helper.getPageContentForAppearance(name, rotation) + "\n";
}

}  // namespace

std::vector<QPDFObjectHandle> takeCoveringAnnotations(QPDF &pdf, QPDFObjectHandle page,
                                                      QPDFObjectHandle objects,
                                                      const std::string &prefix, int &number) {
    QPDFObjectHandle annotations = page.getKey("/Annots");
    const PageBox box(page);
    const std::vector<bool> taken = covering(annotations, box);
    std::vector<QPDFObjectHandle> drawings, kept;
    for (size_t i = 0; i < taken.size(); ++i) {
        QPDFObjectHandle annotation = annotations.getArrayItem(static_cast<int>(i));
        if (taken[i]) {
            const std::string name = prefix + std::to_string(number++);
            drawings.push_back(
                pdf.newStream(drawing(annotation, objects, name, box.rotation)));
        } else {
            kept.push_back(annotation);
        }
    }
    if (kept.size() < taken.size()) {
        page.replaceKey("/Annots", QPDFObjectHandle::newArray(kept));
    }
    return drawings;
}

bool hasCoveringAnnotations(QPDFObjectHandle page) {
    const std::vector<bool> taken = covering(page.getKey("/Annots"), PageBox(page));
    return std::find(taken.begin(), taken.end(), true) != taken.end();
}

}  // namespace cqpdf
