internal import Foundation

/// The figures on which a page's score rests.
public struct PageEvidence: Hashable, Sendable {
    /// The correlation of the ink once registered, -1 to 1.
    public internal(set) var correlation = 0.0

    /// The share of the first page's ink that the second has too, and the other way.
    public internal(set) var sharedA = 0.0
    public internal(set) var sharedB = 0.0

    /// The ink of both pages in full pixels of the 1,400-pixel picture.
    public internal(set) var inkA = 0.0
    public internal(set) var inkB = 0.0

    /// Ink that other ink has taken the place of.
    public internal(set) var replaced = 0.0

    /// The third-greatest disagreement of a tile outside of what was added, 0 to 1.
    public internal(set) var contrariness = 0.0

    /// Ink added on both sides, and added where no stamp, header or mark excuses it.
    public internal(set) var crossed = 0.0
    public internal(set) var inner = 0.0

    /// The share of the ink that lies on dark or pictured ground.
    public internal(set) var pictured = 0.0

    /// The share of ink on both sides that differs in nine of ten tiles at most.
    public internal(set) var noise = 0.0

    /// The same evidence with the pages' parts exchanged.
    public var swapped: PageEvidence {
        var result = self
        (result.sharedA, result.sharedB) = (sharedB, sharedA)
        (result.inkA, result.inkB) = (inkB, inkA)
        return result
    }

    /// The likeness that the evidence amounts to, 0 to 1.
    ///
    /// Each figure's scale is the amount at which belief falls to a third. Pictures
    /// vary more with every print, so theirs are wider.
    public var score: Double {
        guard correlation >= Registration.leastCorrelation else { return 0 }
        // Under a watermark, and along hairlines drawn at another size, ink differs all
        // over and no place contradicts.
        let contradiction = (contrariness - Self.leastContrariness) / Self.fullContrariness
        let replaced = replaced * max(0, min(1, contradiction))
        let tolerance = 1 + 19 * max(0, min(1, (pictured - 0.5) / 0.3))
        let objections = replaced / 10 + contrariness / 0.1 + additions + confusion
        let shared = min(inkA, inkB) < Self.sparse ? min(sharedA, sharedB) : max(sharedA, sharedB)
        let power = min(inkA, inkB) < Self.sparse ? 8.0 : 4.0
        return Self.power(shared, power) * Self.decay(objections / tolerance)
    }

    /// What was added here and there.
    ///
    /// Between noisy copies specks, thick strokes and broken ones add up to as much, all
    /// over the page: the more, the more of their common ink differs.
    public var additions: Double {
        let chance = 1 + max(0, noise - Self.leastNoise) / Self.noiseScale
        return (crossed / 100 + inner / 300) / chance
    }

    /// Where so much of the common ink differs everywhere, no place can contradict: such
    /// pages do not lie on each other. Of true copies the worst reach 0.17.
    private var confusion: Double { max(0, noise - 0.2) / 0.05 }

    /// Clean copies differ in less than the first share of their common ink; at twice the
    /// second above it, three times as much may be added by chance.
    private static let leastNoise = 0.02
    private static let noiseScale = 0.005

    /// Replaced ink counts from the first contrariness on, and in full where it is greater
    /// by the second: of 167 pages with other words or numbers 152 contradict that much,
    /// and of the others other figures tell most.
    private static let leastContrariness = 0.01
    private static let fullContrariness = 0.05

    /// Pages with less ink than this say little; both sides must agree.
    static let sparse = 2500.0
}

extension PageEvidence {
    private static func power(_ base: Double, _ exponent: Double) -> Double {
        pow(max(0, min(1, base)), exponent)
    }

    private static func decay(_ objections: Double) -> Double { exp(-objections) }
}
