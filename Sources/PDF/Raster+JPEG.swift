import CTurboJPEG

extension Raster {
    /// The picture as a JPEG file (baseline, colour at half resolution).
    ///
    /// - Parameter quality: 1…100; values outside are clamped.
    /// - Throws: `PDFError` with `unreadablePage` when the encoder fails, which
    ///   only memory can cause.
    public func jpeg(quality: Int = 80) throws -> [UInt8] {
        guard let encoder = tjInitCompress() else { throw Self.encodingError }
        defer { tjDestroy(encoder) }
        var file: UnsafeMutablePointer<UInt8>?
        var size: UInt = 0
        defer { tjFree(file) }
        let result = tjCompress2(
            encoder, pixels, CInt(width), 0, CInt(height), CInt(TJPF_RGB.rawValue), &file, &size,
            CInt(TJSAMP_420.rawValue), CInt(min(max(quality, 1), 100)), 0)
        guard result == 0, let file else { throw Self.encodingError }
        return [UInt8](UnsafeBufferPointer(start: file, count: Int(size)))
    }

    private static var encodingError: PDFError {
        PDFError(code: .unreadablePage, message: "The page's picture cannot be encoded as JPEG.")
    }
}
