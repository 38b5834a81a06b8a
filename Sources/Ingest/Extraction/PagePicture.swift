/// What a page looks like, in grey.
public struct PagePicture: Hashable, Sendable {
    /// A byte a pixel, 0 for black to 255 for white, rows from the top without padding.
    public let luma: [UInt8]
    /// In pixels, at least 1.
    public let width: Int
    /// In pixels, at least 1.
    public let height: Int

    /// Traps when there are not `width * height` bytes, or none.
    init(luma: [UInt8], width: Int, height: Int) {
        precondition(width > 0 && height > 0 && luma.count == width * height)
        self.luma = luma
        self.width = width
        self.height = height
    }

    // MARK: - Between helper and parent

    /// The longest side that is believed, in pixels.
    private static let maxSide = 16_384

    var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.write(count: width)
        writer.write(count: height)
        writer.write(bytes: luma)
        return writer.bytes
    }

    /// Reads a picture of the side that is not trusted. Pixels as they are: nothing has to
    /// be decoded by a process that a hostile file must not reach.
    init(decoding bytes: [UInt8]) throws {
        var reader = ByteReader(bytes)
        width = try reader.readCount()
        height = try reader.readCount()
        guard (1...Self.maxSide).contains(width), (1...Self.maxSide).contains(height) else {
            throw ByteReader.Malformed()
        }
        luma = try reader.readBytes()
        guard reader.isAtEnd, luma.count == width * height else { throw ByteReader.Malformed() }
    }
}
