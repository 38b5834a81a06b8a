/// What two documents are to each other, with its proof.
///
/// `a` and `b` are the documents in the order in which they were compared; pages are
/// numbered from 0.
public struct DocumentFinding: Hashable, Codable, Sendable {
    public let verdict: DuplicateVerdict
    /// 0…1; `DocumentFinding.threshold` cuts duplicates from what only looks alike.
    public let score: Double
    /// Which page of `a` is which of `b`, in the order of `a`; no page twice.
    public let pages: [PageFinding]
    /// The pages that the other document does not have.
    public let onlyA: [Int]
    public let onlyB: [Int]

    public init(
        verdict: DuplicateVerdict, score: Double, pages: [PageFinding], onlyA: [Int],
        onlyB: [Int]
    ) {
        self.verdict = verdict
        self.score = score
        self.pages = pages
        self.onlyA = onlyA
        self.onlyB = onlyB
    }

    /// The score from which on a finding is a duplicate.
    public static let threshold = 0.5

    public var isDuplicate: Bool { score >= Self.threshold }

    /// The same with the documents exchanged.
    public var swapped: DocumentFinding {
        DocumentFinding(
            verdict: verdict, score: score,
            pages: pages.map(\.swapped).sorted { $0.pageA < $1.pageA }, onlyA: onlyB,
            onlyB: onlyA)
    }
}

/// A page of each document that is the same, or of the same form.
public struct PageFinding: Hashable, Codable, Sendable {
    public let pageA: Int
    public let pageB: Int
    /// The bits between the pages' hashes, of 256.
    public let distance: Int
    /// How sure it is that the page is the same, 0…1.
    public let score: Double
    /// The words that only one of them has, in reading order; the first hundred of each.
    public let wordsA: [String]
    public let wordsB: [String]
    /// Where the pictures differ, most ink first; empty where pictures were not compared.
    public let places: [DifferingPlace]

    public init(
        pageA: Int, pageB: Int, distance: Int, score: Double, wordsA: [String] = [],
        wordsB: [String] = [], places: [DifferingPlace] = []
    ) {
        self.pageA = pageA
        self.pageB = pageB
        self.distance = distance
        self.score = score
        self.wordsA = wordsA
        self.wordsB = wordsB
        self.places = places
    }

    var swapped: PageFinding {
        PageFinding(
            pageA: pageB, pageB: pageA, distance: distance, score: score, wordsA: wordsB,
            wordsB: wordsA, places: places.map(\.swapped))
    }
}

/// A place where two pages differ.
public struct DifferingPlace: Hashable, Codable, Sendable {
    public enum Kind: String, Codable, Sendable {
        case addedInA = "added_in_a"
        case addedInB = "added_in_b"
        case replaced
    }

    public let kind: Kind
    /// Left, top, right and bottom on each page, in shares of its width and height.
    public let boxA: [Double]
    public let boxB: [Double]

    public init(kind: Kind, boxA: [Double], boxB: [Double]) {
        self.kind = kind
        self.boxA = boxA
        self.boxB = boxB
    }

    var swapped: DifferingPlace {
        let kind: Kind =
            switch kind {
            case .addedInA: .addedInB
            case .addedInB: .addedInA
            case .replaced: .replaced
            }
        return DifferingPlace(kind: kind, boxA: boxB, boxB: boxA)
    }
}
