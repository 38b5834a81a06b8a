/// One of the two pages of a proof.
public struct ProofPage: Hashable, Sendable {
    /// A place that is not the same on the other page.
    public struct Mark: Hashable, Sendable {
        public enum Kind: CaseIterable, Sendable {
            /// Something else stands there on the other page.
            case replaced
            /// Its ink is missing on the other page.
            case onlyHere
            /// Where ink stands on the other page that this one does not have.
            case notHere
        }

        public let kind: Kind
        /// In shares of the page's width and height from the top left.
        public let left: Double
        public let top: Double
        public let right: Double
        public let bottom: Double

        public init(kind: Kind, left: Double, top: Double, right: Double, bottom: Double) {
            self.kind = kind
            self.left = left
            self.top = top
            self.right = right
            self.bottom = bottom
        }
    }

    public let picture: GrayPicture
    /// Stands above it; see `CaptionFont` for what can be written.
    public let caption: String
    public let marks: [Mark]

    public init(picture: GrayPicture, caption: String, marks: [Mark]) {
        self.picture = picture
        self.caption = caption
        self.marks = marks
    }
}
