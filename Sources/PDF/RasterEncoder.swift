internal import CTurboJPEG

/// Turns the pictures of a document's pages into JPEG files, and gives their
/// brightness on the way.
///
/// A JPEG's first plane is the luma that page hashes are made of: ITU-R BT.601 in
/// parts of 65,536, rounded. The library makes it with vector instructions.
/// Encoder and memory serve one page after another. Used by one thread.
public final class RasterEncoder {
    /// What becomes of a picture.
    public struct Encoded: Sendable {
        /// A byte a pixel, 0 for black to 255 for white, rows from the top without
        /// padding.
        public let luma: [UInt8]
        /// A JPEG file (baseline, colour at half resolution).
        public let jpeg: [UInt8]
    }

    private static let sampling = CInt(TJSAMP_420.rawValue)

    private let encoder: tjhandle
    /// The planes of one picture, one after another.
    private var planes: [UInt8] = []
    private var file: UnsafeMutablePointer<UInt8>?
    private var capacity: UInt = 0

    /// Throws `PDFError` with `unreadablePage` where there is no memory.
    public init() throws {
        guard let encoder = tjInitCompress() else { throw Self.error }
        self.encoder = encoder
    }

    deinit {
        tjFree(file)
        tjDestroy(encoder)
    }

    /// Encodes a picture.
    ///
    /// - Parameter quality: 1…100; values outside are clamped.
    /// - Throws: `PDFError` with `unreadablePage` when the encoder fails, which
    ///   only memory can cause.
    public func encode(_ raster: Raster, quality: Int = 80) throws -> Encoded {
        var size = capacity
        let luma = try withPlanes(of: raster) { starts, luma in
            var sources = starts.map { UnsafePointer($0) }
            let result = tjCompressFromYUVPlanes(
                encoder, &sources, CInt(raster.width), nil, CInt(raster.height), Self.sampling,
                &file, &size, CInt(min(max(quality, 1), 100)), 0)
            guard result == 0 else { throw Self.error }
            return luma
        }
        // The library replaces the buffer by a larger one where a file needs it.
        capacity = max(capacity, size)
        return Encoded(
            luma: luma, jpeg: [UInt8](UnsafeBufferPointer(start: file, count: Int(size))))
    }

    /// The luma alone, as `encode` gives it.
    ///
    /// Throws `PDFError` with `unreadablePage` where there is no memory.
    public func luma(of raster: Raster) throws -> [UInt8] {
        try withPlanes(of: raster) { _, luma in luma }
    }

    /// Lends the three planes of a picture, and the luma without padding.
    private func withPlanes<Result>(
        of raster: Raster,
        _ body: ([UnsafeMutablePointer<UInt8>?], _ luma: [UInt8]) throws -> Result
    ) throws -> Result {
        let (width, height) = (CInt(raster.width), CInt(raster.height))
        let sizes = (0..<3).map { Int(tjPlaneSizeYUV($0, width, 0, height, Self.sampling)) }
        let needed = sizes.reduce(0, +)
        if planes.count < needed { planes = [UInt8](repeating: 0, count: needed) }
        return try planes.withUnsafeMutableBufferPointer { planes in
            guard let first = planes.baseAddress else { throw Self.error }
            let starts: [UnsafeMutablePointer<UInt8>?] = [
                first, first + sizes[0], first + sizes[0] + sizes[1],
            ]
            try split(raster, into: starts)
            return try body(starts, Self.luma(of: raster, from: first))
        }
    }

    private func split(
        _ raster: Raster, into planes: [UnsafeMutablePointer<UInt8>?]
    ) throws {
        var planes = planes
        let result = tjEncodeYUVPlanes(
            encoder, raster.pixels, CInt(raster.width), 0, CInt(raster.height),
            CInt(TJPF_RGB.rawValue), &planes, nil, Self.sampling, 0)
        guard result == 0 else { throw Self.error }
    }

    /// Copies the first plane without the padding of its rows.
    private static func luma(of raster: Raster, from plane: UnsafePointer<UInt8>) -> [UInt8] {
        let stride = Int(tjPlaneWidth(0, CInt(raster.width), sampling))
        let count = raster.width * raster.height
        return [UInt8](unsafeUninitializedCapacity: count) { luma, written in
            if let start = luma.baseAddress {
                for row in 0..<raster.height {
                    (start + row * raster.width)
                        .update(from: plane + row * stride, count: raster.width)
                }
            }
            written = count
        }
    }

    private static var error: PDFError {
        PDFError(code: .unreadablePage, message: "The page's picture cannot be encoded as JPEG.")
    }
}

@available(*, unavailable)
extension RasterEncoder: Sendable {}
