internal import CTurboJPEG

/// A picture in grey, and its JPEG file.
///
/// Decoding reads what a hostile document may have made: only in a process that may be
/// killed.
public struct GreyPicture: Sendable {
    /// A byte a pixel, 0 for black to 255 for white, rows from the top without padding.
    public let luma: [UInt8]
    /// In pixels, at least 1.
    public let width: Int
    /// In pixels, at least 1.
    public let height: Int

    /// Traps when there are not `width * height` bytes, or none.
    public init(luma: [UInt8], width: Int, height: Int) {
        precondition(width > 0 && height > 0 && luma.count == width * height)
        self.luma = luma
        self.width = width
        self.height = height
    }

    /// Decodes a JPEG file whose sides are at most `maxSide` pixels.
    ///
    /// Throws `PDFError` with `unreadablePage` for anything else.
    public init(jpeg: [UInt8], maxSide: Int) throws {
        guard let decoder = tjInitDecompress() else { throw Self.error }
        defer { tjDestroy(decoder) }
        var (width, height, sampling, space) = (CInt(0), CInt(0), CInt(0), CInt(0))
        let size = UInt(jpeg.count)
        guard
            tjDecompressHeader3(decoder, jpeg, size, &width, &height, &sampling, &space) == 0,
            (1...maxSide).contains(Int(width)), (1...maxSide).contains(Int(height))
        else { throw Self.error }
        var luma = [UInt8](repeating: 0, count: Int(width) * Int(height))
        let result = tjDecompress2(
            decoder, jpeg, size, &luma, width, 0, height, CInt(TJPF_GRAY.rawValue), 0)
        guard result == 0 else { throw Self.error }
        self.init(luma: luma, width: Int(width), height: Int(height))
    }

    /// As a JPEG file of one component; `quality` is 1…100.
    ///
    /// Throws `PDFError` with `unreadablePage` where there is no memory.
    public func jpeg(quality: Int) throws -> [UInt8] {
        guard let encoder = tjInitCompress() else { throw Self.error }
        defer { tjDestroy(encoder) }
        var file: UnsafeMutablePointer<UInt8>?
        var size: UInt = 0
        defer { tjFree(file) }
        let result = tjCompress2(
            encoder, luma, CInt(width), 0, CInt(height), CInt(TJPF_GRAY.rawValue), &file, &size,
            CInt(TJSAMP_GRAY.rawValue), CInt(min(max(quality, 1), 100)), 0)
        guard result == 0 else { throw Self.error }
        return [UInt8](UnsafeBufferPointer(start: file, count: Int(size)))
    }

    private static var error: PDFError {
        PDFError(
            code: .unreadablePage, message: "The page's picture cannot be coded as grey JPEG.")
    }
}
