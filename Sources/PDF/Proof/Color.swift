/// A colour of a picture, 8-bit sRGB.
struct Color: Hashable {
    let red: UInt8
    let green: UInt8
    let blue: UInt8

    static let white = Color(red: 255, green: 255, blue: 255)

    /// What is seen of this through glass of another colour.
    func multiplied(by glass: Color) -> Color {
        func part(_ own: UInt8, _ other: UInt8) -> UInt8 { UInt8(Int(own) * Int(other) / 255) }
        return Color(
            red: part(red, glass.red), green: part(green, glass.green),
            blue: part(blue, glass.blue))
    }
}
