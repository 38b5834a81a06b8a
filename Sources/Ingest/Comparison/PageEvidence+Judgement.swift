internal import Foundation
internal import Hashing

/// What the figures of a picture allow to be concluded beside a text.
extension PageEvidence {
    /// Whether the pictures agree in every place, as those of one print do and those of
    /// pages with another word never did: 84 of 87 pages written again agree so well, and
    /// of 135 with other words or digits one with another digit.
    var isOfOnePrint: Bool {
        min(sharedA, sharedB) >= 0.99 && replaced < 1 && contrariness < 0.0025 && crossed < 2
            && inner < 2
    }

    /// Whether so many equal words are to be believed: not where another box is ticked or
    /// another figure drawn. Print at another size crosses itself in proportion to its noise.
    ///
    /// On a page full of words rules and shades of a table or figure come out otherwise at
    /// another size, and contradict in their places as much as other digits would: there all
    /// but little of the ink of one page must be on the other, which may bear a mark.
    func allowsEqualWords(_ count: Int) -> Bool {
        contrariness < 0.05 && crossed < 60 * (1 + noise / 0.02)
            || count >= Self.fullPage && correlation >= 0.85
                && max(sharedA, sharedB) >= 0.985 && min(sharedA, sharedB) >= 0.93
    }

    private static let fullPage = 150

    /// What orders pages whose pictures prove nothing, 0…1: how well the ink of one paper lies
    /// on the other, and how little of it took the place of other ink.
    ///
    /// Noise, which excuses differences in the score, excuses none here: of two scans that are
    /// all noise nothing is known.
    var likelihood: Double {
        let shared = max(0, max(sharedA, sharedB))
        return max(0, correlation) * pow(shared, 4)
            * exp(-20 * replaced / max(1, min(inkA, inkB)))
    }

    /// The likeness where what was replaced is nothing but hairlines, which scanners and
    /// other sizes put elsewhere; `nil` where places contradict or too much is missing.
    ///
    /// Other words and digits contradict more than this in 274 of 295 pages that lie on
    /// each other, and in the others they replace so little that it decides nothing.
    var likenessOfHairlines: Double? {
        guard contrariness < 0.03, min(sharedA, sharedB) >= 0.9, min(inkA, inkB) >= 2500
        else { return nil }
        return pow(max(sharedA, sharedB), 4) * exp(-(contrariness / 0.1 + additions))
    }
}
