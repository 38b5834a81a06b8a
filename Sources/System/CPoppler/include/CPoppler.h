// The C face of Poppler's core library, for the PDF room alone.
//
// A document belongs to one thread at a time. Every text is valid UTF-8
// without control characters other than newline and tab. Every pointer handed
// out is owned by the document and stays valid until the call named with it.
// No C++ exception crosses this boundary.
#ifndef CPOPPLER_H
#define CPOPPLER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// The version of the Poppler that was compiled against, such as "22.12.0".
const char *_Nonnull cpoppler_version(void);

typedef struct cpoppler_document cpoppler_document;

typedef enum {
    CPOPPLER_OK = 0,
    CPOPPLER_NEEDS_PASSWORD,
    CPOPPLER_UNREADABLE,
    CPOPPLER_MISSING_PAGE,
} cpoppler_status;

typedef struct {
    size_t max_page_text_bytes;
    size_t max_words_per_page;
    size_t max_images_per_page;
    size_t max_structure_nodes;
    size_t max_outline_items;
    // Characters of one fact.
    size_t max_fact_length;
    size_t max_complaints;
} cpoppler_limits;

// A text; `bytes` is null where there is none. Not terminated.
typedef struct {
    const char *_Nullable bytes;
    size_t length;
} cpoppler_text;

// Texts that Poppler complained with, each once.
typedef struct {
    const cpoppler_text *_Nullable texts;
    size_t count;
} cpoppler_texts;

// Opens a document over `bytes`, which must outlive it. `password` may be null.
// `document` is set only on CPOPPLER_OK.
cpoppler_status cpoppler_document_open(const uint8_t *_Nonnull bytes, size_t length,
                                       const char *_Nullable password, cpoppler_limits limits,
                                       cpoppler_document *_Nullable *_Nonnull document);

void cpoppler_document_close(cpoppler_document *_Nonnull document);

// As the page tree declares it; negative counts are 0.
int32_t cpoppler_document_page_count(cpoppler_document *_Nonnull document);

// The size of page `index` (from 0) as cpoppler_page has it, without reading its content, and
// how many points a unit of it is.
cpoppler_status cpoppler_page_size(cpoppler_document *_Nonnull document, int32_t index,
                                   double *_Nonnull width, double *_Nonnull height,
                                   double *_Nonnull unit);

typedef struct {
    cpoppler_text title;
    // How deep it is nested, from 0.
    int32_t depth;
    // From 0; -1 where it leads nowhere in this document.
    int32_t page;
} cpoppler_outline_item;

typedef struct {
    cpoppler_text title, author, subject, keywords, creator, producer, language;
    int32_t version_major, version_minor;
    bool is_encrypted, is_tagged, is_linearized, has_form;
    // Seconds since 1970, UTC, valid where has_… is set.
    bool has_created, has_modified;
    int64_t created, modified;
    // In pre-order.
    const cpoppler_outline_item *_Nullable outline;
    size_t outline_count;
    // What was said of damage since the document was opened.
    cpoppler_texts complaints;
} cpoppler_facts;

// Valid until the document is closed.
cpoppler_status cpoppler_document_facts(cpoppler_document *_Nonnull document,
                                        cpoppler_facts *_Nonnull facts);

typedef enum {
    CPOPPLER_GROUPING = 0,
    CPOPPLER_HEADING,
    CPOPPLER_PARAGRAPH,
    CPOPPLER_BLOCK_QUOTE,
    CPOPPLER_CAPTION,
    CPOPPLER_INDEX,
    CPOPPLER_TABLE_OF_CONTENTS,
    CPOPPLER_TABLE_OF_CONTENTS_ITEM,
    CPOPPLER_LIST,
    CPOPPLER_LIST_ITEM,
    CPOPPLER_LABEL,
    CPOPPLER_LIST_BODY,
    CPOPPLER_TABLE,
    CPOPPLER_TABLE_SECTION,
    CPOPPLER_TABLE_ROW,
    CPOPPLER_TABLE_HEADER,
    CPOPPLER_TABLE_CELL,
    CPOPPLER_FIGURE,
    CPOPPLER_FORMULA,
    CPOPPLER_FORM,
    CPOPPLER_NOTE,
    CPOPPLER_CODE,
    CPOPPLER_QUOTE,
    CPOPPLER_INLINE,
    CPOPPLER_ARTIFACT,
    // Not an element but a piece of content: `page` and `marked_content` say which.
    CPOPPLER_MARKED_CONTENT,
} cpoppler_role;

// An entry of the structure tree in pre-order.
typedef struct {
    cpoppler_role role;
    // How deep it is nested, from 0; at most one more than the entry before.
    int32_t depth;
    // 1…6, or 0 for a heading without a level.
    int32_t heading_level;
    int32_t row_span, column_span;
    bool is_ordered_list;
    cpoppler_text alt_text, actual_text;
    // From 0.
    int32_t page;
    // As in cpoppler_word.
    int64_t marked_content;
} cpoppler_structure_entry;

typedef struct {
    const cpoppler_structure_entry *_Nullable entries;
    size_t count;
} cpoppler_structure;

// The whole tree; empty for an untagged document. Valid until the document is
// closed.
cpoppler_status cpoppler_document_structure(cpoppler_document *_Nonnull document,
                                            cpoppler_structure *_Nonnull structure);

// In points from the top left corner of the page as displayed.
typedef struct {
    double x, y, width, height;
} cpoppler_box;

typedef struct {
    // A range of the page's text.
    uint32_t text_start, text_length;
    cpoppler_box box;
    // Of the text as displayed: clockwise quarters of a turn. The baseline is that of the
    // first letter, from the page's top edge, or from its left edge for 1 and 3.
    int32_t quarters;
    double baseline;
    double font_size;
    // Numbered from 0 over the page, in reading order.
    int32_t line, block, flow;
    // The marked-content identifier of the first letter, -1 where there is none.
    // Identifiers inside a form XObject carry its object number above bit 24,
    // since each form numbers its content for itself.
    int64_t marked_content;
    bool is_bold, is_italic, is_fixed_width;
    // Drawn without ink, or painted over by a picture that fills the page.
    bool is_invisible;
    bool is_followed_by_space;
} cpoppler_word;

typedef struct {
    // The part that the clip path lets through.
    cpoppler_box box;
    int64_t marked_content;
} cpoppler_image;

typedef struct {
    // As displayed, in points.
    double width, height;
    // Clockwise: 0, 90, 180 or 270.
    int32_t rotation;
    // The page's own number.
    cpoppler_text label;
    // Lines end in a newline, blocks in an empty line.
    cpoppler_text text;
    const cpoppler_word *_Nullable words;
    size_t word_count;
    const cpoppler_image *_Nullable images;
    size_t image_count;
    // Packed RGB rows from the top; null when none was asked for.
    const uint8_t *_Nullable pixels;
    int32_t pixel_width, pixel_height;
    cpoppler_texts complaints;
} cpoppler_page;

// Reads page `index` (from 0) in one pass. `raster_side` is the longest side of
// the picture in pixels, 0 for none. What `page` holds is valid until the next
// page is read or the document closed.
cpoppler_status cpoppler_page_read(cpoppler_document *_Nonnull document, int32_t index,
                                   int32_t raster_side, cpoppler_page *_Nonnull page);

// The BCP 47 tag of the language of a UTF-8 text, or null where the detector is
// not sure. The text lives for ever.
const char *_Nullable cpoppler_language(const char *_Nonnull text, size_t length);

#ifdef __cplusplus
}
#endif

#endif
