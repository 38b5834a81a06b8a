/// Scores as tables show them.
enum ScoreText {
    /// With three digits after the point. Only what is wholly the same is 1.000.
    static func of(_ score: Double) -> String {
        let thousandths = score >= 1 ? 1_000 : min(999, Int((score * 1_000).rounded()))
        let digits = String(max(0, thousandths))
        let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return "\(padded.dropLast(3)).\(padded.suffix(3))"
    }
}
