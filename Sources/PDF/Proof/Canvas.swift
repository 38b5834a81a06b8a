/// A picture that is being drawn. What falls outside is left out.
struct Canvas {
    let width: Int
    let height: Int
    private var pixels: [UInt8]

    /// Traps for a size without pixels.
    init(width: Int, height: Int, background: Color) {
        precondition(width > 0 && height > 0)
        self.width = width
        self.height = height
        pixels = [UInt8](repeating: 0, count: width * height * 3)
        fill(PixelBox(left: 0, top: 0, right: width, bottom: height), background)
    }

    /// What was drawn.
    var raster: Raster { Raster(width: width, height: height, pixels: pixels) }

    /// Paints a rectangle over what is there.
    mutating func fill(_ box: PixelBox, _ color: Color) {
        change(box) { _ in color }
    }

    /// Tints a rectangle like glass: what is black in it stays black.
    mutating func tint(_ box: PixelBox, _ color: Color) {
        change(box) { $0.multiplied(by: color) }
    }

    /// Draws a frame that lies outside of the rectangle.
    mutating func frame(_ box: PixelBox, _ color: Color, thickness: Int) {
        let outer = box.grown(by: thickness)
        fill(outer.with(bottom: box.top), color)
        fill(outer.with(top: box.bottom), color)
        fill(outer.with(top: box.top, right: box.left, bottom: box.bottom), color)
        fill(outer.with(left: box.right, top: box.top, bottom: box.bottom), color)
    }

    /// Puts a grey picture with its upper left corner at a place.
    mutating func place(_ page: GrayPicture, left: Int, top: Int) {
        let box = PixelBox(
            left: left, top: top, right: left + page.width, bottom: top + page.height)
        for y in rows(of: box) {
            for x in columns(of: box) {
                let gray = page.luma[(y - top) * page.width + x - left]
                set(x, y, Color(red: gray, green: gray, blue: gray))
            }
        }
    }

    private mutating func change(_ box: PixelBox, _ body: (Color) -> Color) {
        for y in rows(of: box) {
            for x in columns(of: box) { set(x, y, body(color(x, y))) }
        }
    }

    private func color(_ x: Int, _ y: Int) -> Color {
        let start = (y * width + x) * 3
        return Color(red: pixels[start], green: pixels[start + 1], blue: pixels[start + 2])
    }

    private mutating func set(_ x: Int, _ y: Int, _ color: Color) {
        let start = (y * width + x) * 3
        pixels[start] = color.red
        pixels[start + 1] = color.green
        pixels[start + 2] = color.blue
    }

    private func rows(of box: PixelBox) -> Range<Int> {
        let top = min(max(0, box.top), height)
        return top..<max(top, min(box.bottom, height))
    }

    private func columns(of box: PixelBox) -> Range<Int> {
        let left = min(max(0, box.left), width)
        return left..<max(left, min(box.right, width))
    }
}
