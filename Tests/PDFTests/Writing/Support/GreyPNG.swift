internal import CPNG
import Foundation

/// A picture in grey, such as a PNG file has.
struct GreyPNG {
    let width: Int
    let height: Int
    /// Of each pixel, 0 for black to 255 for white, rows from the top.
    private(set) var luma: [UInt8]

    init(width: Int, height: Int, luma: [UInt8]) {
        (self.width, self.height, self.luma) = (width, height, luma)
    }

    init(_ file: [UInt8]) throws {
        var image = png_image()
        image.version = png_uint_32(PNG_IMAGE_VERSION)
        defer { png_image_free(&image) }
        var luma: [UInt8] = []
        let isRead = file.withUnsafeBytes { file in
            guard png_image_begin_read_from_memory(&image, file.baseAddress, file.count) != 0
            else { return false }
            image.format = png_uint_32(PNG_FORMAT_GRAY)
            luma = [UInt8](repeating: 0, count: Int(image.width * image.height))
            return png_image_finish_read(&image, nil, &luma, 0, nil) != 0
        }
        guard isRead else { throw CocoaError(.fileReadCorruptFile) }
        (width, height, self.luma) = (Int(image.width), Int(image.height), luma)
    }

    /// The mean brightness of each square of `side` pixels, row by row.
    func means(side: Int) -> [Double] {
        stride(from: 0, to: height, by: side).flatMap { top in
            stride(from: 0, to: width, by: side).map { left in
                mean(columns: left..<min(left + side, width), rows: top..<min(top + side, height))
            }
        }
    }

    private func mean(columns: Range<Int>, rows: Range<Int>) -> Double {
        var sum = 0
        for y in rows {
            for x in columns { sum += Int(luma[y * width + x]) }
        }
        return Double(sum) / Double(columns.count * rows.count)
    }
}
