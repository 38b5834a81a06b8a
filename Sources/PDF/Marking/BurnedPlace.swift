internal import CQPDF

/// Where a burned page lies in a file: its picture and text are read when they are needed.
public struct BurnedPlace: Hashable, Sendable {
    /// A part of a file, in bytes from its start.
    public struct Extent: Hashable, Sendable {
        public var descriptor: CInt
        public var offset: Int
        public var count: Int

        public init(descriptor: CInt, offset: Int, count: Int) {
            (self.descriptor, self.offset, self.count) = (descriptor, offset, count)
        }
    }

    public var picture: Extent
    public var pixelWidth: Int
    public var pixelHeight: Int
    public var text: Extent
    public var size: PageSize
    public var scalars: [Unicode.Scalar]

    /// The page with its picture and text where they were put.
    public init(_ page: BurnedPage, picture: Extent, text: Extent) {
        self.picture = picture
        pixelWidth = page.pixelWidth
        pixelHeight = page.pixelHeight
        self.text = text
        size = page.size
        scalars = page.scalars
    }

    /// Valid as long as the scalars are.
    func forQPDF(_ scalars: UnsafeBufferPointer<UInt32>) -> cqpdf_burned_page {
        cqpdf_burned_page(
            picture: picture.forQPDF, pixel_width: CInt(clamping: pixelWidth),
            pixel_height: CInt(clamping: pixelHeight), text: text.forQPDF, width: size.width,
            height: size.height, scalars: scalars.baseAddress, scalar_count: scalars.count)
    }
}

extension BurnedPlace.Extent {
    fileprivate var forQPDF: cqpdf_extent {
        cqpdf_extent(descriptor: descriptor, offset: Int64(offset), length: Int64(count))
    }
}
