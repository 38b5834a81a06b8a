internal import CPango
internal import CTurboJPEG

extension Picture {
    /// Throws `DrawingError` with `badPicture` for a file that is damaged, too large, or has
    /// the colours of print (CMYK).
    convenience init(jpeg: [UInt8], maxSide: Int) throws {
        guard let decoder = tjInitDecompress() else { throw DrawingError.outOfMemory }
        defer { tjDestroy(decoder) }
        var (width, height, sampling, space) = (CInt(0), CInt(0), CInt(0), CInt(0))
        let size = UInt(jpeg.count)
        guard
            tjDecompressHeader3(decoder, jpeg, size, &width, &height, &sampling, &space) == 0,
            [CInt(TJCS_YCbCr.rawValue), CInt(TJCS_GRAY.rawValue)].contains(space)
        else { throw DrawingError.badPicture("It is no JPEG file with colours of a screen.") }
        guard (1...maxSide).contains(Int(width)), (1...maxSide).contains(Int(height)) else {
            throw DrawingError.badPicture("Its sides have at most \(maxSide) pixels.")
        }
        try self.init(width: Int(width), height: Int(height), format: CAIRO_FORMAT_RGB24) {
            pixels, stride in
            let result = tjDecompress2(
                decoder, jpeg, size, pixels, width, CInt(stride), height,
                CInt(TJPF_BGRX.rawValue), 0)
            guard result == 0 else { throw DrawingError.badPicture("The JPEG file is damaged.") }
        }
        attach(jpeg, mimeType: CAIRO_MIME_TYPE_JPEG)
    }
}
