/// That copies of a document are marked, and who is free of that.
public struct WatermarkRequirement: Hashable, Codable, Sendable {
    public var watermark: Watermark
    /// The least role on the document that gets unmarked copies.
    public var unmarkedFor: DocumentRole

    public init(_ watermark: Watermark, unmarkedFor: DocumentRole = .owner) {
        self.watermark = watermark
        self.unmarkedFor = unmarkedFor
    }

    private enum CodingKeys: String, CodingKey {
        case watermark
        case unmarkedFor = "unmarked_for"
    }
}

extension DocumentRole: Codable {}
