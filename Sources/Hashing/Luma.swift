/// The brightness of pixels, 0 for black to 255 for white.
public enum Luma {
    /// The ITU-R BT.601 luma of packed 8-bit red, green and blue, rounded.
    ///
    /// The weights 0.299, 0.587 and 0.114 are in parts of 65,536, the same integers
    /// as Pillow's mode `L`. Bytes after the last whole pixel are ignored.
    public static func bt601(rgb: [UInt8]) -> [UInt8] {
        let count = rgb.count / 3
        return [UInt8](unsafeUninitializedCapacity: count) { luma, written in
            rgb.withUnsafeBufferPointer { rgb in
                for pixel in 0..<count {
                    let red = 19_595 &* UInt32(rgb[3 &* pixel])
                    let green = 38_470 &* UInt32(rgb[3 &* pixel &+ 1])
                    let blue = 7_471 &* UInt32(rgb[3 &* pixel &+ 2])
                    let sum = red &+ green &+ blue &+ 32_768
                    luma[pixel] = UInt8(truncatingIfNeeded: sum >> 16)
                }
            }
            written = count
        }
    }
}
