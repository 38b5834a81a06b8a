internal import CPNG
internal import CPango

extension Picture {
    /// Throws `DrawingError` with `badPicture` for a file that is damaged or too large.
    convenience init(png: [UInt8], maxSide: Int) throws {
        var image = png_image()
        image.version = png_uint_32(PNG_IMAGE_VERSION)
        defer { png_image_free(&image) }
        // The simplified interface: its errors come back as values, not by longjmp. The file
        // is lent to it for both calls.
        var result: Result<Picture.Pixels, DrawingError>?
        png.withUnsafeBytes { file in
            result = Self.read(file, into: &image, maxSide: maxSide)
        }
        guard let pixels = try result?.get() else { throw DrawingError.outOfMemory }
        try self.init(
            width: Int(image.width), height: Int(image.height), format: CAIRO_FORMAT_ARGB32
        ) { rows, stride in pixels.copyPremultiplied(to: rows, stride: stride) }
    }

    private static func read(
        _ file: UnsafeRawBufferPointer, into image: inout png_image, maxSide: Int
    ) -> Result<Pixels, DrawingError> {
        guard png_image_begin_read_from_memory(&image, file.baseAddress, file.count) != 0 else {
            return .failure(.badPicture("It is no PNG file."))
        }
        guard image.width <= maxSide, image.height <= maxSide else {
            return .failure(.badPicture("Its sides have at most \(maxSide) pixels."))
        }
        image.format = png_uint_32(PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA)
        var pixels = Pixels(width: Int(image.width), height: Int(image.height))
        guard png_image_finish_read(&image, nil, &pixels.bytes, 0, nil) != 0 else {
            return .failure(.badPicture("The PNG file is damaged."))
        }
        return .success(pixels)
    }

    /// Red, green, blue and opacity of each pixel, rows from the top without padding.
    private struct Pixels {
        let width: Int
        let height: Int
        var bytes: [UInt8]

        init(width: Int, height: Int) {
            (self.width, self.height) = (width, height)
            bytes = [UInt8](repeating: 0, count: width * height * 4)
        }

        /// As cairo's ARGB32: a word a pixel, each colour times the opacity.
        func copyPremultiplied(to rows: UnsafeMutablePointer<UInt8>, stride: Int) {
            for y in 0..<height {
                let row = UnsafeMutableRawPointer(rows + y * stride)
                for x in 0..<width {
                    let start = (y * width + x) * 4
                    let opacity = UInt32(bytes[start + 3])
                    func part(_ index: Int) -> UInt32 {
                        (UInt32(bytes[start + index]) * opacity + 127) / 255
                    }
                    row.storeBytes(
                        of: opacity << 24 | part(0) << 16 | part(1) << 8 | part(2),
                        toByteOffset: x * 4, as: UInt32.self)
                }
            }
        }
    }
}
