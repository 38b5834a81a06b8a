import PDF

extension Raster {
    /// Red, green and blue of a pixel, counted from the top left corner.
    func color(x: Int, y: Int) -> [UInt8] {
        let start = (y * width + x) * 3
        return Array(pixels[start..<start + 3])
    }
}
