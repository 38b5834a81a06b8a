// The C face of libqpdf, for the PDF room alone: a document whose pages get more content.
//
// A document belongs to one thread at a time. Pages and sheets are numbered from 0. No C++
// exception crosses this boundary.
#ifndef CQPDF_H
#define CQPDF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// The version of the libqpdf that is loaded, such as "11.3.0". Lives for ever.
const char *_Nonnull cqpdf_version(void);

typedef struct cqpdf_document cqpdf_document;

typedef enum {
    CQPDF_OK = 0,
    CQPDF_NEEDS_PASSWORD,
    CQPDF_UNREADABLE,
    CQPDF_MISSING_PAGE,
    // The page's content is longer than is taken.
    CQPDF_TOO_LARGE,
    CQPDF_NOT_WRITTEN,
} cqpdf_status;

// Opens a document over `bytes`, which must outlive it. `document` is set only on CQPDF_OK.
// Content of a page is decoded up to `max_content_bytes`.
cqpdf_status cqpdf_document_open(const uint8_t *_Nonnull bytes, size_t length,
                                 size_t max_content_bytes,
                                 cqpdf_document *_Nullable *_Nonnull document);

void cqpdf_document_close(cqpdf_document *_Nonnull document);

int32_t cqpdf_document_page_count(cqpdf_document *_Nonnull document);

// The size of a page as it is seen, turned and cropped, in points: UserUnit is counted in.
typedef struct {
    double width, height;
} cqpdf_size;

cqpdf_status cqpdf_document_page_size(cqpdf_document *_Nonnull document, int32_t page,
                                      cqpdf_size *_Nonnull size);

// Takes every page of a PDF as a sheet that can be laid over pages, numbered on from those
// before. `bytes` must outlive the document.
cqpdf_status cqpdf_document_take_sheets(cqpdf_document *_Nonnull document,
                                        const uint8_t *_Nonnull bytes, size_t length);

// Lays a sheet over a page, stretched to it, as the last thing in the page's content.
//
// Content that leaves a known state behind stays as it is, and what it left open is closed.
// Other content is put whole into a form XObject.
cqpdf_status cqpdf_document_lay_sheet(cqpdf_document *_Nonnull document, int32_t page,
                                      int32_t sheet);

// Drops a page's content and resources.
cqpdf_status cqpdf_document_clear_page(cqpdf_document *_Nonnull document, int32_t page);

// Whether a page's content ends with a sheet being drawn, whatever stands before it.
bool cqpdf_document_ends_in_sheet(cqpdf_document *_Nonnull document, int32_t page);

// Opens a document without pages, for pages that are added.
cqpdf_status cqpdf_document_make(cqpdf_document *_Nullable *_Nonnull document);

// Adds an empty page behind the others.
cqpdf_status cqpdf_document_add_page(cqpdf_document *_Nonnull document, cqpdf_size size);

// Drops everything but the pages, their order and places on which links lie, the links inside
// the document and to the web, outline, page labels, named destinations, language, title and
// author. What the pages show is dropped when each is burned.
cqpdf_status cqpdf_document_strip(cqpdf_document *_Nonnull document);

// A part of a file.
typedef struct {
    int descriptor;
    int64_t offset, length;
} cqpdf_extent;

// What a page becomes.
typedef struct {
    // A JPEG file, 8 bits a channel, red, green and blue.
    cqpdf_extent picture;
    int32_t pixel_width, pixel_height;
    // Content that shows text, in a space of `width` by `height` from the lower left corner of
    // the page as it is seen, with the fonts /F1 and /F2.
    cqpdf_extent text;
    double width, height;
    // What the codes of /F2 mean, from 1 on. Those of /F1 are UTF-16 code units.
    const uint32_t *_Nullable scalars;
    size_t scalar_count;
} cqpdf_burned_page;

// Replaces what a page shows. The descriptors must stay open until the document is written.
cqpdf_status cqpdf_document_burn_page(cqpdf_document *_Nonnull document, int32_t page,
                                      cqpdf_burned_page burned);

// Whether a page shows one picture, text without ink, and links, and nothing else.
bool cqpdf_document_is_burned(cqpdf_document *_Nonnull document, int32_t page);

// Called now and then while a document is written.
typedef void (*cqpdf_progress)(void *_Nullable context);

// Writes the document at the descriptor's position. The same document with the same changes
// gives the same bytes unless it is encrypted.
cqpdf_status cqpdf_document_write(cqpdf_document *_Nonnull document, int descriptor,
                                  cqpdf_progress _Nonnull progress, void *_Nullable context);

#ifdef __cplusplus
}
#endif

#endif
