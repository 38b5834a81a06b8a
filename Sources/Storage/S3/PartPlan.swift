/// How a large blob is cut into parts: all equal but the last.
struct PartPlan: Sendable {
    /// The least that S3 takes for a part that is not the last.
    static let leastPartBytes = 5 << 20
    /// The most parts that S3 takes.
    static let maxParts = 10_000

    let byteCount: Int
    let partBytes: Int

    /// A plan with parts of `preferred` bytes, or more where S3 demands it.
    init(byteCount: Int, preferred: Int) {
        self.byteCount = byteCount
        let least = (byteCount + Self.maxParts - 1) / Self.maxParts
        partBytes = max(preferred, least, Self.leastPartBytes)
    }

    /// How many parts there are; even no bytes are one.
    var count: Int { max(1, (byteCount + partBytes - 1) / partBytes) }

    /// Part `number`, counted from 1.
    func part(_ number: Int, of body: HTTPBody) -> HTTPBody {
        let offset = (number - 1) * partBytes
        return body.part(at: offset, length: min(partBytes, byteCount - offset))
    }
}
