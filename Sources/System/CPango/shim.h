#include <cairo-pdf.h>
#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <fribidi.h>
#include <glib-object.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

// A macro in FriBidi.
static const FriBidiParType cpango_right_to_left = FRIBIDI_PAR_RTL;
static const FriBidiParType cpango_left_to_right = FRIBIDI_PAR_LTR;
