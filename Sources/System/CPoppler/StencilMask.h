// Large stencil masks, such as pages scanned in black and white, made small.
#pragma once

#include <GfxState.h>
#include <Stream.h>
#include <splash/Splash.h>
#include <splash/SplashBitmap.h>

namespace cpoppler {

// Draws a stencil mask upright and much smaller than it is with a plain fill
// colour. False, with nothing read or drawn, where Splash has to do it.
//
// The pixels are those of SplashOutputDev::drawImageMask, which takes every bit
// through three loops of bytes: a scanned page has ten million of them.
bool drawPlainStencil(GfxState *state, Splash &splash, SplashBitmap &bitmap, Stream *stream,
                      int width, int height, bool invert);

}  // namespace cpoppler
