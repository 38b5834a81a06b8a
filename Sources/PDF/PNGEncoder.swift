internal import CPNG

/// Turns pictures into PNG files, for people to look at: nothing of the picture is lost.
public enum PNGEncoder {
    /// A PNG file of 8-bit sRGB.
    ///
    /// Throws `PDFError` with `unreadablePage` where there is no memory for it.
    public static func encode(_ raster: Raster) throws -> [UInt8] {
        var image = png_image()
        image.version = png_uint_32(PNG_IMAGE_VERSION)
        image.width = png_uint_32(raster.width)
        image.height = png_uint_32(raster.height)
        image.format = png_uint_32(PNG_FORMAT_FLAG_COLOR)
        // Print on plain paper gains nothing from the filters that this leaves out.
        image.flags = png_uint_32(PNG_IMAGE_FLAG_FAST)
        defer { png_image_free(&image) }
        return try [UInt8](unsafeUninitializedCapacity: muniment_png_size_max(image)) {
            file, written in
            var size = png_alloc_size_t(file.count)
            // The simplified interface: its errors come back as values, not by longjmp.
            let succeeded = png_image_write_to_memory(
                &image, file.baseAddress, &size, 0, raster.pixels, 0, nil)
            guard succeeded != 0 else { throw error }
            written = Int(size)
        }
    }

    private static var error: PDFError {
        PDFError(code: .unreadablePage, message: "The picture cannot be encoded as PNG.")
    }
}
