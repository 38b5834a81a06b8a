import Ingest

/// A page of each document as `--json` prints it, counted from 0.
struct PageLine: Encodable {
    let page: Int
    let other_page: Int
    let distance: Int
    let score: Double
    let is_changed: Bool
    let is_moved: Bool
    let words: [String]
    let other_words: [String]
    let places: [Place]

    /// Boxes are left, top, right and bottom in shares of the page.
    struct Place: Encodable {
        /// `replaced`, `only_here` or `only_there`.
        let kind: String
        let box: [Double]
        let other_box: [Double]

        init(_ place: DifferingPlace) {
            switch place.kind {
            case .replaced: kind = "replaced"
            case .addedInA: kind = "only_here"
            case .addedInB: kind = "only_there"
            }
            box = place.boxA
            other_box = place.boxB
        }
    }

    init(_ finding: PageFinding, isMoved: Bool) {
        page = finding.pageA
        other_page = finding.pageB
        distance = finding.distance
        score = finding.score
        is_changed = finding.isChanged
        is_moved = isMoved
        words = finding.wordsA
        other_words = finding.wordsB
        places = finding.places.map(Place.init)
    }

    /// The lines of all pages that both documents have, in the order of `a`.
    static func lines(_ finding: DocumentFinding) -> [PageLine] {
        PageMap(finding).rows.compactMap { row in
            guard case .pair(let page, let isMoved) = row else { return nil }
            return PageLine(page, isMoved: isMoved)
        }
    }
}
