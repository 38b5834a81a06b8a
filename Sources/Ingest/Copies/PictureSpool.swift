internal import Foundation
internal import PDF

/// Burned pages one after another in a file, as one helper writes and another one reads them.
///
/// A page is: the length of its description (four bytes, little-endian), the description as
/// JSON, its picture, its text.
struct PictureSpool {
    let descriptor: CInt

    /// What is known of a page besides its bytes.
    private struct Description: Codable {
        var page: Int
        var pixelWidth: Int
        var pixelHeight: Int
        var size: PageSize
        var scalars: [UInt32]
        var pictureBytes: Int
        var textBytes: Int
    }

    /// The longest description: 65,534 characters of seven digits.
    private static let maxDescription = 1 << 20

    /// Adds a page (from 0) at the descriptor's position; throws `MarkingError` with
    /// `notWritten` where there is no room. Answers where it ends.
    func add(_ burned: BurnedPage, page: Int) throws -> Int {
        let description = try JSONEncoder().encode(
            Description(
                page: page, pixelWidth: burned.pixelWidth, pixelHeight: burned.pixelHeight,
                size: burned.size, scalars: burned.scalars.map(\.value),
                pictureBytes: burned.picture.count, textBytes: burned.text.count))
        let length = (0..<4).map { UInt8(truncatingIfNeeded: description.count >> (8 * $0)) }
        for part in [length, Array(description), burned.picture, burned.text] {
            try write(part)
        }
        return Int(lseek(descriptor, 0, SEEK_CUR))
    }

    /// Calls `body` with each page (from 0) and the place of its parts.
    ///
    /// Throws `MarkingError` with `failedCheck` where the file is not such a one.
    func forEach(_ body: (_ page: Int, _ place: BurnedPlace) throws -> Void) throws {
        let end = Int(lseek(descriptor, 0, SEEK_END))
        var offset = 0
        while offset < end {
            let length = try read(4, at: offset).reversed().reduce(0) { $0 << 8 | Int($1) }
            guard length <= Self.maxDescription else { throw Self.broken }
            let description = try JSONDecoder().decode(
                Description.self, from: Data(try read(length, at: offset + 4)))
            let picture = offset + 4 + length
            try body(description.page, place(of: description, at: picture))
            offset = picture + description.pictureBytes + description.textBytes
        }
        guard offset == end else { throw Self.broken }
    }

    private func place(of description: Description, at offset: Int) throws -> BurnedPlace {
        guard description.pictureBytes > 0, description.textBytes >= 0 else { throw Self.broken }
        let page = BurnedPage(
            picture: [], pixelWidth: description.pixelWidth, pixelHeight: description.pixelHeight,
            text: [], size: description.size,
            scalars: description.scalars.compactMap(Unicode.Scalar.init))
        return BurnedPlace(
            page,
            picture: .init(
                descriptor: descriptor, offset: offset, count: description.pictureBytes),
            text: .init(
                descriptor: descriptor, offset: offset + description.pictureBytes,
                count: description.textBytes))
    }

    private func write(_ bytes: [UInt8]) throws {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Foundation.write(
                    descriptor, buffer.baseAddress.map { $0 + done }, bytes.count - done)
            }
            if count < 0 && errno != EINTR {
                throw MarkingError(
                    .notWritten,
                    "The pages' pictures cannot be kept: they are longer than "
                        + "allowed, or the disk is full.")
            }
            done += max(count, 0)
        }
    }

    private func read(_ count: Int, at offset: Int) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, pread(descriptor, buffer.baseAddress, count, off_t(offset)))
            guard filled == count else { throw Self.broken }
        }
    }

    private static var broken: MarkingError {
        MarkingError(.failedCheck, "The pages' pictures were not kept whole. Ask again.")
    }
}
