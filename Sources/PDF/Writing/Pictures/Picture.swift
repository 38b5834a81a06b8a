internal import CPango

/// A picture that can be drawn onto a page, as pixels of cairo.
///
/// A JPEG keeps its file with it: a PDF takes that as it is.
final class Picture {
    let surface: OpaquePointer
    /// In pixels.
    let width: Int
    let height: Int

    /// A picture of pixels that `fill` writes: rows of `stride` bytes in `format`.
    init(
        width: Int, height: Int, format: cairo_format_t,
        fill: (UnsafeMutablePointer<UInt8>, _ stride: Int) throws -> Void
    ) throws {
        surface = cairo_image_surface_create(format, CInt(width), CInt(height))
        self.width = width
        self.height = height
        guard let pixels = cairo_image_surface_get_data(surface) else {
            throw DrawingError.outOfMemory
        }
        try fill(pixels, Int(cairo_image_surface_get_stride(surface)))
        cairo_surface_mark_dirty(surface)
    }

    deinit { cairo_surface_destroy(surface) }

    /// Reads a JPEG or PNG file from outside.
    ///
    /// Throws `DrawingError` with `badPicture` for anything else, for more than `maxBytes`, and
    /// for sides above `maxSide` pixels.
    static func read(_ file: [UInt8], maxBytes: Int, maxSide: Int) throws -> Picture {
        guard file.count <= maxBytes else {
            throw DrawingError.badPicture("It has more than \(maxBytes) bytes.")
        }
        return file.starts(with: [0xFF, 0xD8])
            ? try Picture(jpeg: file, maxSide: maxSide) : try Picture(png: file, maxSide: maxSide)
    }

    /// Keeps a file beside the pixels that it was decoded to.
    func attach(_ file: [UInt8], mimeType: String) {
        let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: file.count)
        copy.initialize(from: file, count: file.count)
        cairo_surface_set_mime_data(
            surface, mimeType, copy, UInt(file.count), { $0?.deallocate() }, copy)
    }

    /// The picture with no side above `maxSide` pixels.
    func shrunk(to maxSide: Int) throws -> Picture {
        let factor = Double(maxSide) / Double(max(width, height))
        guard factor < 1 else { return self }
        let (width, height) = (self.width, self.height)
        let small = try Picture(
            width: max(1, Int(Double(width) * factor)),
            height: max(1, Int(Double(height) * factor)), format: CAIRO_FORMAT_ARGB32
        ) { _, _ in }
        let pen = Pen(surface: small.surface)
        pen.draw(
            self,
            in: Area(x: 0, y: 0, width: Double(small.width), height: Double(small.height)))
        return small
    }
}

extension DrawingError {
    static func badPicture(_ why: String) -> DrawingError {
        DrawingError(code: .badPicture, message: "The picture cannot be used. \(why)")
    }
}

@available(*, unavailable)
extension Picture: Sendable {}
