/// The width and height of a page in points of 1/72 inch, as it is seen: turned and cropped.
public struct PageSize: Hashable, Codable, Sendable {
    public var width: Double
    public var height: Double

    public static let a4 = PageSize(width: 595.276, height: 841.89)
    public static let letter = PageSize(width: 612, height: 792)

    public init(width: Double, height: Double) {
        (self.width, self.height) = (width, height)
    }
}
