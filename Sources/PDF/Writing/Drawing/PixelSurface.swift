internal import CPango

/// Rows of pixels of a caller that are being drawn onto.
final class PixelSurface {
    let pen: Pen
    private let surface: OpaquePointer

    /// - Parameter pixels: in cairo's RGB24; they outlive this object.
    init(
        borrowing pixels: UnsafeMutableRawBufferPointer, width: Int, height: Int, stride: Int
    ) throws {
        precondition(stride >= width * 4 && stride % 4 == 0 && pixels.count >= height * stride)
        surface = cairo_image_surface_create_for_data(
            pixels.baseAddress?.assumingMemoryBound(to: UInt8.self), CAIRO_FORMAT_RGB24,
            CInt(width), CInt(height), CInt(stride))
        pen = Pen(surface: surface)
    }

    deinit {
        cairo_surface_finish(surface)
        cairo_surface_destroy(surface)
    }

    /// Throws `DrawingError` when anything that was drawn has failed.
    func finish() throws {
        cairo_surface_flush(surface)
        guard cairo_status(pen.handle) == CAIRO_STATUS_SUCCESS,
            cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS
        else { throw DrawingError.outOfMemory }
    }
}

@available(*, unavailable)
extension PixelSurface: Sendable {}
