internal import CTurboJPEG

/// A page's pixels in the layout in which marks are painted: blue, green, red and a byte without
/// meaning, rows from the top without padding.
struct PageCanvas {
    let width: Int
    let height: Int
    private var pixels: [UInt8]

    /// A white page; traps without pixels.
    init(width: Int, height: Int) {
        precondition(width > 0 && height > 0)
        (self.width, self.height) = (width, height)
        pixels = [UInt8](repeating: 255, count: width * height * 4)
    }

    /// The pixels of a picture.
    init(_ raster: Raster) {
        (width, height) = (raster.width, raster.height)
        let count = width * height
        pixels = [UInt8](unsafeUninitializedCapacity: count * 4) { target, filled in
            raster.pixels.withUnsafeBufferPointer { source in
                for pixel in 0..<count {
                    target[4 * pixel] = source[3 * pixel + 2]
                    target[4 * pixel + 1] = source[3 * pixel + 1]
                    target[4 * pixel + 2] = source[3 * pixel]
                    target[4 * pixel + 3] = 255
                }
            }
            filled = count * 4
        }
    }

    /// Paints a mark over the page and answers the characters of it that no font has.
    mutating func paint(_ mark: MarkPainter) throws -> [Unicode.Scalar] {
        let stride = width * 4
        return try pixels.withUnsafeMutableBytes { try mark.paint(onto: $0, stride: stride) }
    }

    /// A JPEG file with colour at half resolution.
    ///
    /// - Parameter quality: 1…100; values outside are clamped.
    /// - Throws: `PDFError` with `unreadablePage` where there is no memory.
    func jpeg(quality: Int) throws -> [UInt8] {
        guard let encoder = tjInitCompress() else { throw Self.error }
        defer { tjDestroy(encoder) }
        var file: UnsafeMutablePointer<UInt8>?
        var size: UInt = 0
        defer { tjFree(file) }
        let result = pixels.withUnsafeBufferPointer {
            tjCompress2(
                encoder, $0.baseAddress, CInt(width), 0, CInt(height), CInt(TJPF_BGRX.rawValue),
                &file, &size, CInt(TJSAMP_420.rawValue), CInt(min(max(quality, 1), 100)), 0)
        }
        guard result == 0, let file else { throw Self.error }
        return [UInt8](UnsafeBufferPointer(start: file, count: Int(size)))
    }

    private static var error: PDFError {
        PDFError(code: .unreadablePage, message: "The page's picture cannot be encoded as JPEG.")
    }
}
